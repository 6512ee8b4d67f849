/** Elements, made in one line. */

type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/** An element with attributes (those that start with `on` are listeners) and children. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name, attributes: Attributes = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** An element of the page. */
export function byId<Kind extends HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`#${id} is missing`);
  return element as Kind;
}

/** A message, with what is in backticks as code. */
export function inline(message: string): (Node | string)[] {
  const parts = message.split("`");
  if (parts.length % 2 === 0) return [message];
  return parts.map((part, at) => (at % 2 === 0 ? part : h("code", {}, part)));
}
