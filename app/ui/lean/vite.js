/* What the build takes instead of libraries of which the pages need a corner, and how scripts are grouped. */
import { fileURLToPath } from "url";

const here = (name) => fileURLToPath(new URL(`./${name}`, import.meta.url));

const STAND_INS = {
  "@emotion/react": here("emotion.js"),
  mergician: here("mergician.js"),
  "react-debounce-input": here("debounce.js"),
  "universal-cookie": here("cookies.js"),
};

// The socket never polls, so it needs neither polling nor the change from it.
const TRANSPORTS = /[\\/]engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/]index\.js/;
const WEBSOCKET_ONLY = 'import { WS } from "./websocket.js"; export const transports = { websocket: WS };';

/** Only in builds: development keeps the libraries as they are, and Vite's prebundling of them. */
export function standIns() {
  return {
    name: "everkeep-stand-ins",
    enforce: "pre",
    apply: "build",
    resolveId: (id) => STAND_INS[id],
    transform: (code, id) => (TRANSPORTS.test(id) ? { code: WEBSOCKET_ONLY, map: null } : undefined),
  };
}

const EVERY_PAGE = [
  /node_modules[\\/](react|react-dom|scheduler|react-router|react-error-boundary)[\\/]/,
  /node_modules[\\/](@socket\.io[\\/]|socket\.io|engine\.io)/,
  /node_modules[\\/]lucide-react[\\/]dist[\\/]esm[\\/](?!icons[\\/])/,
  /\.web[\\/](utils|lean)[\\/]/,
  /\.web[\\/]app[\\/](root|_document|entry)/,
];

/** One file compresses better than ten, and each file's headers cost a first visit half a kilobyte.
 * What only one page and its parts on demand share, such as the outbox, stays out of the others'. */
export const GROUPS = [
  { name: "base", test: (id) => EVERY_PAGE.some((part) => part.test(id)) },
  { name: "shared", test: /[\\/]lucide-react[\\/]|[\\/]external[\\/]app[\\/]ui[\\/](?!outbox[\\/])/, minShareCount: 2 },
];
