import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { refs } from "$/utils/state";

// Long enough for a slow answer, short enough that a lost one does not silence the page.
const ANSWER_WITHIN = 15000;
const ANNOUNCED = "everkeep:announced";
const REMEMBERED = 100;

// Shared by the tabs of this browser, so that each job is announced once.
function isNews(id) {
  try {
    const known = JSON.parse(localStorage.getItem(ANNOUNCED) || "[]");
    if (known.includes(id)) return false;
    localStorage.setItem(ANNOUNCED, JSON.stringify([...known, id].slice(-REMEMBERED)));
  } catch {
    // Without storage the toast's own id still keeps it from showing twice in this tab.
  }
  return true;
}

// Who looks at the place where the outcome appears sees it there.
const isHere = (href) => location.pathname.replace(/\/$/, "") === href;

/** Asks how the person's work stands: every `every` ms, only while the tab is seen, one question at a time. */
export function JobsWatch({ every, answered, news, onTick }) {
  const navigate = useNavigate();
  const asked = useRef({ number: 0, at: 0 });
  const last = useRef(answered);
  last.current = answered;

  useEffect(() => {
    const ask = () => {
      const now = Date.now();
      const waiting = last.current !== asked.current.number && now - asked.current.at < ANSWER_WITHIN;
      if (document.hidden || (asked.current.number && waiting)) return;
      asked.current = { number: now, at: now };
      onTick(now);
    };
    ask();
    const timer = setInterval(ask, every);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [every]);

  useEffect(() => {
    for (const { id, title, text, href, failed } of news.filter(({ id }) => isNews(id))) {
      if (!failed && isHere(href)) continue;
      const say = refs["__toast"][failed ? "error" : "success"];
      say(title, { id, description: text, duration: 8000, action: { label: "Open", onClick: () => navigate(href) } });
    }
  }, [news]);

  return null;
}
