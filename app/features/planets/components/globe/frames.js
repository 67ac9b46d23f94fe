// The frames of an animated WebP whose every frame is whole: taken apart without decoding any.
// RIFF: "RIFF" size "WEBP", then chunks of name (4), size (4), bytes, filled up to an even number.

const name = (view, at) => String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4));
const three = (view, at) => view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);

function* chunks(view, from, to) {
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at + 4, true);
    if (at + 8 + size > to) return; // cut off
    yield { name: name(view, at), at, from: at + 8, to: at + 8 + size, end: at + 8 + size + (size & 1) };
    at += 8 + size + (size & 1);
  }
}

/** A still WebP of one frame's pixels. */
function still(view, frame, width, height) {
  const parts = [...chunks(view, frame.from + 16, frame.to)];
  const pixels = parts.map(({ at, end }) => new Uint8Array(view.buffer, view.byteOffset + at, end - at));
  const clear = parts.some(({ name: part }) => part === "ALPH");
  const head = new Uint8Array(clear ? 30 : 12), about = new DataView(head.buffer);
  const length = head.length + pixels.reduce((sum, { length: bytes }) => sum + bytes, 0);
  head.set(new TextEncoder().encode("RIFF\0\0\0\0WEBP"));
  about.setUint32(4, length - 8, true);
  if (clear) {
    head.set(new TextEncoder().encode("VP8X"), 12);
    about.setUint32(16, 10, true);
    about.setUint8(20, 0x10); // has transparency
    [[24, width - 1], [27, height - 1]].forEach(([at, size]) => {
      about.setUint16(at, size & 0xffff, true);
      about.setUint8(at + 2, size >> 16);
    });
  }
  return new Blob([head, ...pixels], { type: "image/webp" });
}

function chartIn(text) {
  const found = /everkeep:globe="([^"]*)"/.exec(text);
  return found ? JSON.parse(found[1].replaceAll("&quot;", '"').replaceAll("&amp;", "&")) : null;
}

/** `{side, chart, frames: [{blob, x, y}]}` of the file in `buffer`; null when it is none that can be turned. */
export function framesOf(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < 12 || name(view, 0) !== "RIFF" || name(view, 8) !== "WEBP") return null;
  const found = { side: 0, chart: null, frames: [] };
  for (const chunk of chunks(view, 12, buffer.byteLength)) {
    if (chunk.name === "VP8X") found.side = three(view, chunk.from + 4) + 1;
    if (chunk.name === "XMP ") found.chart = chartIn(new TextDecoder().decode(new Uint8Array(buffer, chunk.from, chunk.to - chunk.from)));
    if (chunk.name !== "ANMF") continue;
    const [x, y, width, height] = [0, 3, 6, 9].map((at) => three(view, chunk.from + at));
    found.frames.push({ x: 2 * x, y: 2 * y, blob: still(view, chunk, width + 1, height + 1) });
  }
  return found.side && found.chart && found.frames.length > 1 ? found : null;
}
