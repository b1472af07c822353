/** Builds elements, and brings a shown tree up to date without losing focus, scroll or selection. */

/** @typedef {import("./types.d.ts").Child} Child */
/** @typedef {Record<string, EventListener>} Handlers */
/** @typedef {{[name: string]: string | number | boolean | null | undefined | EventListener}} Props */

const SVG = "http://www.w3.org/2000/svg";
/** @type {WeakMap<Element, Handlers>} */
const handlers = new WeakMap();

/**
 * An HTML element. Props that begin with `on` are listeners, with `--` custom properties of its style.
 * @param {string} tag
 * @param {Props} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, props, ...children) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), props, children));
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {Props} [props]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function s(tag, props, ...children) {
  return /** @type {SVGElement} */ (fill(document.createElementNS(SVG, tag), props, children));
}

/**
 * @param {HTMLElement | SVGElement} element
 * @param {Props | undefined} props
 * @param {(Child | Child[])[]} children
 */
function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") listen(element, name.slice(2), value);
    else if (name.startsWith("--")) element.style.setProperty(name, String(value));
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** @param {Element} element @param {string} type @param {EventListener} handler */
function listen(element, type, handler) {
  const own = handlers.get(element) ?? {};
  if (!(type in own)) {
    // One listener looks the handler up, so that an update only has to change the entry.
    element.addEventListener(type, (event) => handlers.get(element)?.[type]?.call(element, event));
  }
  own[type] = handler;
  handlers.set(element, own);
}

/** @param {Node} node */
const keyOf = (node) => (node instanceof Element ? node.getAttribute("data-key") : null);

/**
 * Make a shown node equal to a fresh one, changing no more than differs.
 * What carries `data-keep` looks after its own children.
 * @param {ChildNode} old
 * @param {ChildNode} fresh
 */
export function patch(old, fresh) {
  if (old.nodeName !== fresh.nodeName || keyOf(old) !== keyOf(fresh)) {
    old.replaceWith(fresh);
  } else if (old instanceof Element && fresh instanceof Element) {
    patchElement(old, fresh);
  } else if (old.nodeValue !== fresh.nodeValue) {
    old.nodeValue = fresh.nodeValue;
  }
}

/** @param {Element} old @param {Element} fresh */
function patchElement(old, fresh) {
  for (const { name } of [...old.attributes]) {
    // Whether a disclosure is open is the reader's own choice.
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (name === "style" || name === "open" || old.getAttribute(name) === value) continue;
    old.setAttribute(name, value);
  }
  const [was, will] = /** @type {HTMLElement[]} */ ([old, fresh]);
  if (was && will && was.style.cssText !== will.style.cssText) {
    was.style.cssText = will.style.cssText;
  }
  for (const [type, handler] of Object.entries(handlers.get(fresh) ?? {})) {
    listen(old, type, handler);
  }
  if (!old.hasAttribute("data-keep")) patchChildren(old, [...fresh.childNodes]);
}

/**
 * @param {Element} parent
 * @param {ChildNode[]} fresh
 */
function patchChildren(parent, fresh) {
  const wanted = new Set(fresh.map(keyOf));
  // Gone first: what stays need not be moved then, and what is moved loses the focus.
  for (const node of [...parent.childNodes]) if (!wanted.has(keyOf(node))) node.remove();
  const keyed = new Map([...parent.childNodes].map((node) => [keyOf(node), node]));
  fresh.forEach((child, index) => {
    const key = keyOf(child);
    const here = parent.childNodes[index];
    const same = key === null ? here && keyOf(here) === null && here : keyed.get(key);
    const known = same || null;
    if (!known) {
      parent.insertBefore(child, here ?? null);
      return;
    }
    if (known !== here) parent.insertBefore(known, here ?? null);
    patch(known, child);
  });
  while (parent.childNodes.length > fresh.length) parent.lastChild?.remove();
}
