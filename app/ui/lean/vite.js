/* What the build takes instead of libraries of which the pages need a corner, and how scripts are grouped. */
import { fileURLToPath } from "url";

const here = (name) => fileURLToPath(new URL(`./${name}`, import.meta.url));

const STAND_INS = {
  "@emotion/react": here("emotion.js"),
  mergician: here("mergician.js"),
  "react-debounce-input": here("debounce.js"),
  "universal-cookie": here("cookies.js"),
  "reflex-evaluate": here("evaluate.js"),
};

// The socket never polls, so it needs neither polling nor the change from it.
const TRANSPORTS = /[\\/]engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/]index\.js/;
const WEBSOCKET_ONLY = 'import { WS } from "./websocket.js"; export const transports = { websocket: WS };';
const OTHER_TRANSPORTS = /[\\/]engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/](polling|webtransport)/;
const NONE = "export class XHR {} export class Fetch {} export class WT {}";

// Scripts of events are run outside the module: an `eval` inside it forbids shorter names to its whole file.
const REFLEX_STATE = /[\\/]utils[\\/]state\.js$/;
const EVALUATED = /\beval\((event\.payload\.\w+)\)/g;
const withoutEval = (code) =>
  code
    .replace("eval(`import(dataUri)`)", "import(/* @vite-ignore */ dataUri)")
    .replaceAll(EVALUATED, "evaluate($1, addEvents, ReflexEvent, refs)")
    .concat('\nimport { evaluate } from "reflex-evaluate";\n');

const CHANGES = [
  [TRANSPORTS, () => WEBSOCKET_ONLY],
  [OTHER_TRANSPORTS, () => NONE],
  [REFLEX_STATE, withoutEval],
];

/** Only in builds: development keeps the libraries as they are, and Vite's prebundling of them. */
export function standIns() {
  return {
    name: "everkeep-stand-ins",
    enforce: "pre",
    apply: "build",
    resolveId: (id) => STAND_INS[id],
    transform(code, id) {
      const change = CHANGES.find(([file]) => file.test(id))?.[1];
      return change && { code: change(code), map: null };
    },
  };
}

const EVERY_PAGE = [
  /node_modules[\\/](react|react-dom|scheduler|react-router|react-error-boundary)[\\/]/,
  /node_modules[\\/](@socket\.io[\\/]|socket\.io|engine\.io)/,
  /node_modules[\\/]lucide-react[\\/]dist[\\/]esm[\\/](?!icons[\\/])/,
  /\.web[\\/](utils|lean)[\\/]/,
  /\.web[\\/]app[\\/](root|_document|entry)/,
];

// What the builder of planets shows at once; the rest is fetched with the step or the moment that asks for it.
const LATER = "cards|chips|colours|controls|counter|mixing|painting|people|picker|races|summary|swatches";
const BUILDER = new RegExp(`[\\\\/]planets[\\\\/]components[\\\\/]studio[\\\\/](?!(?:${LATER})\\.)`);

/** One file compresses better than ten, and each file's headers cost a first visit half a kilobyte.
 * What only one page and its parts on demand share, such as the outbox, stays out of the others'. */
export const GROUPS = [
  { name: "base", test: (id) => EVERY_PAGE.some((part) => part.test(id)) },
  { name: "shared", test: /[\\/]lucide-react[\\/]|[\\/]external[\\/]app[\\/]ui[\\/](?!outbox[\\/])/, minShareCount: 2 },
  { name: "outbox", test: /[\\/]external[\\/]app[\\/]ui[\\/]outbox[\\/](?!conflicts)/, minShareCount: 2 },
  { name: "builder", test: BUILDER },
];
