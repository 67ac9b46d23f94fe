// The picture of a film as it will be: the proxy's kept pieces with the render's own pictures over them.
//
// `preview` is the server's `PreviewView`. Time comes from the playhead and goes straight to the DOM: React draws
// only when the film itself changes.
import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { filmTime, joined, lengthOf, strength } from "./spans.js";

const AGAIN_MS = 2000;
const WIDTHS = [480, 960, 1440, 1920]; // few sizes, so that drawn pictures are found again in the cache
const NOTHING = [];

// A picture that is drawn anew replaces the one before it only once it has arrived: nothing blinks.
function useArrived(url) {
  const [arrived, setArrived] = useState("");
  useEffect(() => {
    if (!url) return setArrived("");
    let wanted = true;
    const picture = new Image();
    picture.onload = () => wanted && setArrived(url);
    picture.src = url;
    return () => (wanted = false);
  }, [url]);
  return arrived;
}

function Layer({ url, name, className = "stage-layer", onShown }) {
  const arrived = useArrived(url);
  useLayoutEffect(onShown, [arrived]);
  return arrived ? <img className={className} src={arrived} alt="" data-layer={name} style={{ opacity: 0 }} /> : null;
}

/** How wide pictures are drawn to be sharp where they are shown, yet no sharper than the film; 0 until that is known. */
function useSharpWidth(frame, most) {
  const [pixels, setPixels] = useState(0);
  useEffect(() => setPixels(frame.current.clientWidth * (window.devicePixelRatio || 1)), []);
  return pixels && most ? Math.min(most, WIDTHS.find((wide) => wide >= pixels) ?? WIDTHS.at(-1)) : 0;
}

const sized = (url, width) => (url && width ? `${url}&width=${width}` : "");
const drawn = (layers, width) => (width ? layers.map((layer) => ({ ...layer, url: sized(layer.url, width) })) : NOTHING);

// What plays is fetched once the page stands, and asked for again if the server is away just now.
const surely = (fetched) => fetched().catch(() => new Promise((go) => setTimeout(go, AGAIN_MS)).then(() => surely(fetched)));
const projector = () => surely(() => Promise.all([import("./reel.js"), import("./sound.js")]));
const Captions = lazy(() => surely(() => import("./captions.jsx").then(({ Captions: shown }) => ({ default: shown }))));

function useReel(playhead, videos, audio, canvas) {
  const [parts, setParts] = useState(null);
  useEffect(() => {
    const [decks, song] = [[...videos.current], audio.current];
    let made = null, wanted = true;
    projector().then(([{ createReel }, { createMixer }]) => {
      if (!wanted) return;
      const mixer = createMixer({ videos: decks, audio: song });
      const onPicture = () => canvas.current?.removeAttribute("data-blank");
      made = { mixer, reel: createReel({ videos: decks, canvas: canvas.current, playhead, mixer, onPicture }) };
      setParts(made);
    });
    return () => {
      wanted = false;
      made?.reel.close();
      made?.mixer.close();
      setParts(null);
    };
  }, [playhead]);
  return parts ?? {};
}

function paint(frame, layers, opening, time) {
  if (!frame) return; // a layer's own effect comes before the frame is there
  const strengths = Object.fromEntries(layers.map((layer) => [layer.name, strength(layer, time)]));
  strengths.opening = time < opening ? 1 : 0;
  for (const picture of frame.querySelectorAll("[data-layer]")) {
    const opacity = String(strengths[picture.dataset.layer] ?? 0);
    if (picture.style.opacity !== opacity) picture.style.opacity = opacity;
  }
}

/** `pieces` are the kept spans when they are newer than the preview's, `width` and `height` the film's until there
 *  is a preview. */
export function Screen({ preview, pieces, src, poster, width, height, label, playhead, onPlay, children }) {
  const frame = useRef(null), canvas = useRef(null), audio = useRef(null);
  const videos = useRef([]);
  const sharp = useSharpWidth(frame, preview?.width);
  const layers = useMemo(() => drawn(preview?.layers ?? NOTHING, sharp), [preview, sharp]);
  const opening = preview?.intro?.seconds ?? 0;
  const latest = useRef({});
  const { reel, mixer } = useReel(playhead, videos, audio, canvas);
  latest.current = { layers, opening, music: preview?.music };
  const show = () => paint(frame.current, latest.current.layers, latest.current.opening, filmTime(playhead.get()));

  useEffect(() => playhead.subscribe((state) => {
    show();
    mixer?.adjust(latest.current.music, filmTime(state), state);
  }), [playhead, mixer]);
  const spans = useMemo(() => joined(pieces ?? preview?.segments), [pieces, preview]);
  useEffect(() => {
    playhead.measure(lengthOf(spans), opening);
    reel?.show(spans);
  }, [spans, opening, playhead, reel]);
  useLayoutEffect(show, [layers, opening]);
  useEffect(() => {
    // One film at a time is heard.
    const others = ({ target }) => [...videos.current, audio.current].includes(target) || playhead.pause();
    document.addEventListener("play", others, true); // it does not bubble
    return () => document.removeEventListener("play", others, true);
  }, [playhead]);

  const [wide, high] = preview ? [preview.width, preview.height] : [width || 16, height || 9];
  return (
    <div ref={frame} className="stage-frame" style={{ aspectRatio: `${wide} / ${high}`, "--ratio": wide / high }}>
      {[0, 1].map((deck) => (
        <video
          key={deck} ref={(element) => (videos.current[deck] = element)} src={src || undefined} preload="auto" playsInline
          className="stage-film" aria-hidden="true" tabIndex={-1}
        />
      ))}
      {poster ? <img src={poster} alt="" className="stage-film" /> : null}
      <canvas ref={canvas} data-blank="" className="stage-film" role="img" aria-label={label} onClick={onPlay} />
      <Layer name="opening" url={sized(preview?.intro?.url, sharp)} className="stage-layer stage-page" onShown={show} />
      {layers.map((layer) => <Layer key={layer.name} name={layer.name} url={layer.url} onShown={show} />)}
      {preview?.captions ? <Suspense><Captions captions={preview.captions} playhead={playhead} width={sharp} /></Suspense> : null}
      {children}
      <audio ref={audio} src={preview?.music?.url || undefined} preload="auto" />
    </div>
  );
}
