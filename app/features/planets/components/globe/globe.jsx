// The planet as it would be painted from the answers that the page shows.

// What of `values`, the answers on the page, differs from `attributes`, which the server knows.
const proposed = (attributes, values) =>
  Object.fromEntries(
    [...new Set([...Object.keys(attributes), ...Object.keys(values)])]
      .filter((field) => JSON.stringify(attributes[field]) !== JSON.stringify(values[field]))
      .map((field) => [field, values[field] ?? null]),
  );

/**
 * Fills the box that it is put in. `previewUrl` and `attributes` are `preview_url` and `attributes` of one
 * and the same builder state, `values` the answers as the page shows them (with what is not acknowledged
 * yet), `words` the text alternative.
 */
export function Globe({ previewUrl, attributes, values, words, className = "" }) {
  const answers = encodeURIComponent(JSON.stringify(proposed(attributes, values)));
  return (
    <div className={className} style={{ position: "relative", overflow: "hidden" }}>
      <img
        src={`${previewUrl}&width=640&answers=${answers}`} alt={words}
        style={{ position: "absolute", inset: 0, width: "100%", height: "100%", objectFit: "cover" }}
      />
    </div>
  );
}
