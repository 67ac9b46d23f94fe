// Asks over HTTP whether there is something new: a question that costs the server one select, where an event
// over the socket would load and store the whole state of the tab.
import { useEffect, useRef } from "react";

const TOGETHER_MS = 400;
const ALONE_MS = 800; // somebody who comes in and answers at once is still seen within a second
const AWAY_MS = 4000;
const TELL_AGAIN_MS = 3000; // what was said over a socket that is down is lost

export function News({ url, edition, together, onNews }) {
  const page = useRef({});
  page.current = { edition, together, onNews };

  useEffect(() => {
    if (!url) return;
    let timer;
    let asking = false;
    let ended = false;
    let told = { edition: "", at: 0 };

    const tell = (news) => {
      if (news === page.current.edition) return;
      if (news === told.edition && Date.now() - told.at < TELL_AGAIN_MS) return;
      told = { edition: news, at: Date.now() };
      page.current.onNews?.();
    };
    // Whoever comes back sees what they have half typed on another device, which is news to nobody else.
    const comeBack = () => {
      if (document.hidden) return;
      told = { edition: "", at: 0 };
      page.current.onNews?.();
      ask();
    };
    const ask = async () => {
      clearTimeout(timer);
      if (ended || asking || document.hidden) return;
      asking = true;
      let pause = page.current.together ? TOGETHER_MS : ALONE_MS;
      try {
        const answer = await fetch(url, { cache: "no-store" });
        if (answer.ok) tell((await answer.json()).edition);
        else if (answer.status < 500) tell(`refused ${answer.status}`);
        else pause = AWAY_MS;
      } catch {
        pause = AWAY_MS;
      }
      asking = false;
      if (!ended) timer = setTimeout(ask, pause);
    };

    ask();
    document.addEventListener("visibilitychange", comeBack);
    addEventListener("online", comeBack);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", comeBack);
      removeEventListener("online", comeBack);
    };
  }, [url]);

  return null;
}
