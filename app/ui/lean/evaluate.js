/* Runs the script of one of Reflex's events, which may name what it is given here and what stands on `window`. */
export const evaluate = new Function("script", "addEvents", "ReflexEvent", "refs", '"use strict"; return eval(script)');
