// The scene's picture behind the page: the picture before it until it has arrived, its palette if that takes long.
import { useEffect, useState } from "react";

const PATIENCE_MS = 400; // a picture that is painted already arrives sooner
const FADE_MS = 1200;
const AGAIN_MS = [3000, 5000, 8000, 15000]; // between tries while it is being painted; the last one for ever

// The painter's sizes: one upright for a phone, two lying.
const sized = (address) => {
  if (!address) return "";
  const width = innerHeight > innerWidth ? 720 : innerWidth * (devicePixelRatio || 1) <= 900 ? 800 : 1600;
  return `${address}${address.includes("?") ? "&" : "?"}width=${width}`;
};

const sky = (palette) =>
  palette.length > 1
    ? { background: `linear-gradient(180deg, ${palette.map((colour, at) => `${colour} ${Math.round((100 * at) / palette.length)}%`).join(", ")})` }
    : undefined;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// How long to wait before the next try, in ms, or null where there is no such picture.
async function asked(address, tries, signal) {
  const calm = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)];
  try {
    const answer = await fetch(address, { signal });
    if (answer.ok) return (await answer.blob(), 0); // whole, and from now on in the browser's cache
    if (answer.status < 500 && answer.status !== 429) return null;
    return Math.max(calm, 1000 * (Number(answer.headers.get("Retry-After")) || 0));
  } catch {
    return calm;
  }
}

async function arrived(address, signal) {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const wait = await asked(address, tries, signal);
    if (wait === null || signal.aborted) return false;
    if (!wait) break;
    await pause(wait);
  }
  const picture = new Image();
  picture.src = address;
  return picture.decode().then(() => !signal.aborted, () => false);
}

/** `address` of the picture, and the `palette` that stands for it until then. All of it fades. */
export function Backdrop({ address, palette, drift, dim }) {
  const [layers, setLayers] = useState([]); // the lowest first: {key, source} of a picture, {key, palette} of a sky
  useEffect(() => {
    const wanted = sized(address), leaving = new AbortController(), timers = [];
    const lay = (layer) => {
      const above = (all) => all.slice(Math.max(0, all.findIndex(({ key }) => key === layer.key)));
      setLayers((before) => [...before.filter(({ key }) => key !== layer.key), layer]);
      timers.push(setTimeout(() => setLayers(above), FADE_MS));
    };
    const late = setTimeout(() => lay({ key: `${wanted} sky`, palette }), PATIENCE_MS);
    timers.push(late);
    if (wanted) {
      arrived(wanted, leaving.signal).then((here) => {
        if (!here) return;
        clearTimeout(late);
        lay({ key: wanted, source: wanted });
      });
    }
    return () => {
      leaving.abort();
      timers.forEach(clearTimeout);
    };
  }, [address]);
  return (
    <div className="backdrop" aria-hidden="true" data-drift={drift} data-dim={dim} style={sky(palette)}>
      {layers.map(({ key, source, palette: of }) =>
        source ? <img key={key} src={source} alt="" className="backdrop-picture" /> : <i key={key} className="backdrop-sky" style={sky(of)} />,
      )}
      <div className="backdrop-mist" />
    </div>
  );
}
