// The film's thumbnails, brought to the size at which they are drawn once, not with each frame.
import { useEffect, useState } from "react";

function sized(picture, facts, height) {
  const sharp = Math.max(1, Math.min(devicePixelRatio || 1, facts.tile_height / height)); // no sharper than it was made
  const wide = Math.max(8, Math.round((facts.tile_width * height) / facts.tile_height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(facts.columns * wide * sharp);
  canvas.height = Math.round(facts.rows * height * sharp);
  canvas.getContext("2d").drawImage(picture, 0, 0, picture.naturalWidth, picture.naturalHeight, 0, 0, canvas.width, canvas.height);
  return { canvas, facts, wide, sharp };
}

/** The sprite at `url`, whose tiles `facts` tell of, for thumbnails `height` pixels high; null until it is there. */
export function useStrip(url, facts, height) {
  const [strip, setStrip] = useState(null);
  useEffect(() => {
    setStrip(null);
    if (!url || !facts?.count || !height) return undefined;
    let wanted = true;
    const picture = new Image();
    picture.onload = () => wanted && setStrip(sized(picture, facts, height));
    picture.src = url;
    return () => (wanted = false);
  }, [url, facts?.count, facts?.seconds_per_tile, height]);
  return strip;
}
