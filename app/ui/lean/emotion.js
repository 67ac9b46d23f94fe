/* `@emotion/react` for elements styled by classes: plain values of `style=` become the element's own style. */
import { createElement } from "react";

export const jsx = (type, props, ...children) => {
  if (!props?.css) return createElement(type, props, ...children);
  const { css, ...rest } = props;
  return createElement(type, { ...rest, style: { ...plain(css), ...rest.style } }, ...children);
};

const plain = (css) => {
  const nested = Object.keys(css).find((name) => typeof css[name] === "object");
  if (nested) throw new Error(`style= holds "${nested}" with values of its own: write it in a stylesheet`);
  return css;
};
