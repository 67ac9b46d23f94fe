/* `mergician` for the one thing that Reflex asks of it: plain objects into each other, the latter winning. */
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export const mergician = (under, over) => {
  const merged = { ...under };
  for (const [name, value] of Object.entries(over))
    merged[name] = isPlain(value) && isPlain(merged[name]) ? mergician(merged[name], value) : value;
  return merged;
};
