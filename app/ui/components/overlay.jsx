import { lazy, Suspense } from "react";

/* Most visits open no dialog, so its code is fetched by the first one that opens. */
const Floating = lazy(() => import("./floating.jsx"));

export function Overlay({ open, ...rest }) {
  return open ? (
    <Suspense fallback={null}>
      <Floating {...rest} />
    </Suspense>
  ) : null;
}
