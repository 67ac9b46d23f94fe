// What a folded section holds: mounted, and its script fetched, when the section is opened for the first time.
import { Fragment, useEffect, useRef, useState } from "react";

const AGAIN_MS = 2000;

export function Unfolded({ className, children }) {
  const box = useRef(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const section = box.current.closest("details");
    const look = () => section.open && setAsked((times) => times || 1);
    look();
    section.addEventListener("toggle", look);
    return () => section.removeEventListener("toggle", look);
  }, []);
  useEffect(() => {
    if (!asked) return;
    // The server may be away just now: what did not arrive is asked for again.
    const again = setTimeout(() => box.current.hasChildNodes() || setAsked(asked + 1), AGAIN_MS);
    return () => clearTimeout(again);
  }, [asked]);
  return <div ref={box} className={className}>{asked ? <Fragment key={asked}>{children}</Fragment> : null}</div>;
}
