// A painting that turns, with the still painting as what is seen first.

/** Fills the box that it is put in. */
export function Spin({ heroUrl, spinUrl, words }) {
  return (
    <div style={{ position: "relative", width: "100%", height: "100%", overflow: "hidden" }}>
      <img
        src={heroUrl || spinUrl} alt={words}
        style={{ position: "absolute", inset: 0, width: "100%", height: "100%", objectFit: "cover" }}
      />
    </div>
  );
}
