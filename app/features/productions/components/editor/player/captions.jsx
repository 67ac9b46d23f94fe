// The words of the film at a moment: burnt-in ones as the render draws them, others as a player will.
import { useEffect, useState } from "react";
import { filmTime } from "./spans.js";

const TIMES = /^(\d+):(\d\d):(\d\d\.\d{3}) --> (\d+):(\d\d):(\d\d\.\d{3})/;

const seconds = (hours, minutes, rest) => hours * 3600 + minutes * 60 + Number(rest);

/** The cues of a WebVTT file as the server writes it: `[{start, end, text}]`, in order. */
function readCues(file) {
  const plain = document.createElement("textarea"); // what stands in it is text, whatever it looks like
  return file.split("\n\n").flatMap((block) => {
    const found = TIMES.exec(block);
    if (!found) return [];
    plain.innerHTML = block.slice(block.indexOf("\n") + 1).trim();
    return [{ start: seconds(...found.slice(1, 4)), end: seconds(...found.slice(4, 7)), text: plain.value }];
  });
}

/** What is shown at `time`: the index of a cue, or -1. */
function cueAt(cues, time) {
  let low = 0, high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cues[middle].start <= time) low = middle + 1;
    else high = middle;
  }
  return low > 0 && time < cues[low - 1].end ? low - 1 : -1;
}

/** The cues behind `captions`, a `PreviewCaptions`; none until they have arrived. */
function useCues(captions) {
  const [cues, setCues] = useState([]);
  const url = captions?.url;
  useEffect(() => {
    const gone = new AbortController();
    if (!url) return setCues([]);
    fetch(url, { signal: gone.signal })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((text) => setCues(readCues(text)))
      .catch(() => {}); // the next change of the draft asks again
    return () => gone.abort();
  }, [url]);
  return cues;
}

/** The words where the playhead is, laid over a frame; their pictures are `width` pixels wide. */
export function Captions({ captions, playhead, width }) {
  const cues = useCues(captions);
  const [at, setAt] = useState(-1);
  useEffect(() => {
    const follow = (state) => setAt(cueAt(cues, filmTime(state)));
    follow(playhead.get());
    return playhead.subscribe(follow);
  }, [cues, playhead]);
  const cue = cues[at];
  if (!captions || !cue) return null;
  if (captions.pictureUrl && width) {
    return <img className="stage-layer" src={`${captions.pictureUrl.replace("NUMBER", at)}&width=${width}`} alt={cue.text} />;
  }
  return <p className="stage-captions" dir="auto" lang={captions.language}><span>{cue.text}</span></p>;
}
