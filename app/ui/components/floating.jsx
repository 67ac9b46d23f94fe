import { useRef } from "react";
import * as Radix from "@radix-ui/react-dialog";

/* Radix keeps focus inside and hides the rest from assistive technology; focus goes back to what opened it. */
export default function Floating({ heading, description, look, closeLabel, onOpenChange, children }) {
  const opener = useRef(document.activeElement);
  const giveFocusBack = (event) => {
    event.preventDefault();
    opener.current?.focus();
  };
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content className={look} onCloseAutoFocus={giveFocusBack} {...(description ? {} : { "aria-describedby": undefined })}>
          <div className="floating-head">
            <Radix.Title className="floating-title">{heading}</Radix.Title>
            <Radix.Close className="floating-close focus-ring" aria-label={closeLabel}>
              <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
                <path d="M18 6 6 18M6 6l12 12" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
              </svg>
            </Radix.Close>
          </div>
          {description && <Radix.Description className="floating-about">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
