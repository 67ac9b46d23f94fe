// The scene's picture behind the page: its palette at once, the painted picture when it has arrived.
import { useEffect, useState } from "react";

const TRIES = 4;
const AGAIN_MS = 4000;

// The painter's sizes: one upright for a phone, two lying.
const sized = (address) => {
  if (!address) return "";
  const width = innerHeight > innerWidth ? 720 : innerWidth * (devicePixelRatio || 1) <= 900 ? 800 : 1600;
  return `${address}${address.includes("?") ? "&" : "?"}width=${width}`;
};

const sky = (palette) => ({
  background: `linear-gradient(180deg, ${palette.map((colour, at) => `${colour} ${Math.round((100 * at) / palette.length)}%`).join(", ")})`,
});

/** The old picture stays until the new one can take its place; both fade into each other. */
export function Backdrop({ address, palette, drift, dim }) {
  const [pictures, setPictures] = useState([]); // at most the one before and the one now
  useEffect(() => {
    const wanted = sized(address);
    if (!wanted) return setPictures([]);
    let still = true, again = 0, tries = 0;
    const picture = new Image();
    picture.onload = () => {
      if (!still) return;
      setPictures((before) => [...before.filter((one) => one !== wanted).slice(-1), wanted]);
    };
    picture.onerror = () => {
      if (!still) return;
      setPictures([]);
      tries += 1;
      if (tries < TRIES) again = setTimeout(() => (picture.src = wanted), AGAIN_MS); // it may just be being painted
    };
    picture.src = wanted;
    return () => {
      still = false;
      clearTimeout(again);
    };
  }, [address]);
  return (
    <div className="backdrop" aria-hidden="true" data-drift={drift} data-dim={dim} style={palette.length > 1 ? sky(palette) : undefined}>
      {pictures.map((source) => <img key={source} src={source} alt="" className="backdrop-picture" />)}
      <div className="backdrop-mist" />
    </div>
  );
}
