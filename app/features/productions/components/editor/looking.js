// Looks at what is new: another page's edits, more of the film, a picture that is being prepared.
import { useEffect, useRef } from "react";
import { onEdited } from "./left_behind.js";

const ARRIVING_MS = 1500;
const QUIET_MS = 10_000;

export function useLooking({ draft, film, files, busy, onLook }) {
  const latest = useRef({});
  latest.current = { busy, onLook };
  const arriving = film.status !== "ready" || files.some(({ ready, error }) => !ready && !error);
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && !latest.current.busy && latest.current.onLook();
    const timer = setInterval(look, arriving ? ARRIVING_MS : QUIET_MS);
    const deaf = onEdited((edited) => edited === draft && look());
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      deaf();
      document.removeEventListener("visibilitychange", look);
    };
  }, [draft, arriving]);
}
