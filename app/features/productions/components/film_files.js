// The films that this tab holds as files: what they are, and an address to play them from while they travel.
const MEASURE_MS = 4000;
const files = new Map(); // by the id of their upload
const addresses = new Map();

export const hold = (id, file) => files.set(id, file);
export const held = (id) => files.has(id);

/** The address of a held film, the same each time; it lasts as long as the tab. */
export function addressOf(id) {
  if (!files.has(id)) return "";
  if (!addresses.has(id)) addresses.set(id, URL.createObjectURL(files.get(id)));
  return addresses.get(id);
}

/** `{seconds, width, height}` of a film that this browser can play, otherwise null. */
export function measure(address) {
  return new Promise((resolve) => {
    const video = document.createElement("video");
    const end = (facts) => {
      clearTimeout(timer);
      video.removeAttribute("src");
      video.load();
      resolve(facts);
    };
    const timer = setTimeout(() => end(null), MEASURE_MS);
    video.onloadedmetadata = () => {
      const { duration: seconds, videoWidth: width, videoHeight: height } = video;
      end(Number.isFinite(seconds) && seconds > 0 && width ? { seconds, width, height } : null);
    };
    video.onerror = () => end(null);
    video.preload = "metadata";
    video.muted = true;
    video.src = address;
  });
}

/** What the announcement of a file says of it; nothing for one that is no film, or that nobody here can play. */
export async function knownOf(file) {
  if (!file.type.startsWith("video/")) return {};
  const address = URL.createObjectURL(file);
  const facts = await measure(address);
  URL.revokeObjectURL(address);
  return facts ? { knownSeconds: facts.seconds, knownWidth: facts.width, knownHeight: facts.height } : {};
}
