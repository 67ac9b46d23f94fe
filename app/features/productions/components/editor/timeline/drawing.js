// The ruler and the film, drawn for what is in view and nothing else.
import { clock, rulerSteps } from "./scale.js";

const BAR_PX = 3;
const RADIUS = 6;

/** A canvas as wide as the lanes and as sharp as the screen: its context, in CSS pixels, and its size. */
export function cleared(canvas, width) {
  const sharp = devicePixelRatio || 1, height = canvas.clientHeight;
  const [wide, high] = [Math.round(width * sharp), Math.round(height * sharp)];
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  const pen = canvas.getContext("2d");
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, width, height);
  return { pen, width, height };
}

export function drawRuler(canvas, board, ink) {
  const { pen, width, height } = cleared(canvas, board.width);
  if (!board.seconds) return;
  const { label, mark } = rulerSteps(board.pixels);
  const first = Math.max(0, Math.floor(board.at(0) / mark)), last = Math.floor(board.at(width) / mark + 1e-6);
  const each = Math.round(label / mark);
  pen.font = ink.font;
  pen.textBaseline = "middle";
  for (let number = first - (first % each); number <= last; number += 1) {
    const x = Math.round(board.x(number * mark)) + 0.5, named = number % each === 0;
    pen.fillStyle = named ? ink.edge : ink.line;
    pen.fillRect(x - 0.5, height - (named ? 9 : 5), 1, named ? 9 : 5);
    if (!named) continue;
    pen.fillStyle = ink.faint;
    pen.fillText(clock(number * mark, label < 1), x + 5, height / 2 - 2);
  }
}

/** `strip` is {canvas, facts, sharp} or null, `sound` has peaks or is null; `split` is where the sound begins. */
export function drawFilm(canvas, board, { strip, sound, ink, split }) {
  const { pen, width, height } = cleared(canvas, board.width);
  for (const piece of board.shown.pieces) {
    const x0 = Math.max(-RADIUS * 2, board.x(piece.begin)), x1 = Math.min(width + RADIUS * 2, board.x(piece.until));
    if (x1 <= 0 || x0 >= width) continue;
    pen.save();
    pen.beginPath();
    pen.roundRect(x0 + 0.5, 0, Math.max(1, x1 - x0 - 1), height, Math.min(RADIUS, (x1 - x0) / 3));
    pen.clip();
    pen.fillStyle = ink.ground;
    pen.fillRect(x0, 0, x1 - x0, height);
    // Thumbnails and bars stand on a grid of the source, so that they keep still while an edge is dragged.
    const shift = board.x(piece.begin) - piece.start * board.pixels;
    const span = [Math.max(0, x0), Math.min(width, x1)];
    if (strip) drawStrip(pen, strip, board.pixels, shift, span, split);
    drawSound(pen, sound, board.pixels, shift, span, split, height, ink);
    pen.restore();
  }
}

function drawStrip(pen, { canvas, facts, wide, sharp }, pixels, shift, [from, until], height) {
  const last = Math.ceil((until - shift) / wide);
  for (let slot = Math.floor((from - shift) / wide); slot < last; slot += 1) {
    const second = ((slot + 0.5) * wide) / pixels;
    const tile = Math.max(0, Math.min(facts.count - 1, Math.floor(second / facts.seconds_per_tile)));
    const sx = (tile % facts.columns) * wide * sharp, sy = Math.floor(tile / facts.columns) * height * sharp;
    pen.drawImage(canvas, sx, sy, wide * sharp, height * sharp, Math.round(shift + slot * wide), 0, wide, height);
  }
}

function drawSound(pen, sound, pixels, shift, [from, until], top, height, ink) {
  const middle = (top + height) / 2, tall = (height - top) / 2 - 3;
  pen.fillStyle = ink.line;
  pen.fillRect(from, middle - 0.5, until - from, 1);
  if (!sound) return;
  pen.fillStyle = ink.accent;
  const last = Math.ceil((until - shift) / BAR_PX);
  for (let bar = Math.floor((from - shift) / BAR_PX); bar < last; bar += 1) {
    const loud = sound.between((bar * BAR_PX) / pixels, ((bar + 1) * BAR_PX) / pixels);
    const reach = Math.max(0.5, loud * tall);
    pen.fillRect(shift + bar * BAR_PX, middle - reach, BAR_PX - 1, reach * 2);
  }
}
