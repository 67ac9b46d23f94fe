import { useEffect, useId, useRef, useState } from "react";

export function Tooltip({ text, children }) {
  const id = useId();
  const around = useRef(null);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    const trigger = around.current?.querySelector("button, a, input, [tabindex]");
    trigger?.setAttribute("aria-describedby", id);
    return () => trigger?.removeAttribute("aria-describedby");
  }, [id]);

  return (
    <span
      ref={around}
      className="tooltip-around"
      onMouseEnter={() => setShown(true)}
      onMouseLeave={() => setShown(false)}
      onFocus={(event) => event.target.matches(":focus-visible") && setShown(true)}
      onBlur={() => setShown(false)}
      onKeyDown={(event) => event.key === "Escape" && setShown(false)}
    >
      {children}
      <span role="tooltip" id={id} className="tooltip" data-shown={shown ? "" : undefined}>
        {text}
      </span>
    </span>
  );
}
