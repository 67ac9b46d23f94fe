// What a folded section holds: mounted, and its script fetched, when the section is opened for the first time.
import { useEffect, useRef, useState } from "react";

export function Unfolded({ className, children }) {
  const box = useRef(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const section = box.current.closest("details");
    const look = () => section.open && setSeen(true);
    look();
    section.addEventListener("toggle", look);
    return () => section.removeEventListener("toggle", look);
  }, []);
  return <div ref={box} className={className}>{seen ? children : null}</div>;
}
