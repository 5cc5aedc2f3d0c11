/** Turns elements into DOM nodes. Text goes in as text, attributes one by one: nothing is ever parsed as HTML. */
import { isWebAddress, SVG_TAGS, type Node as PanelNode } from '../element';

const SVG = 'http://www.w3.org/2000/svg';

export function toDom(node: PanelNode): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  const made = SVG_TAGS.has(node.tag) ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) {
    if (value === undefined || value === false) continue;
    if (name === 'href' && !isWebAddress(String(value))) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...node.children.map(toDom));
  return made;
}

/** Puts new content into a place of the page; what had the focus there has it again afterwards. */
export function fill(place: HTMLElement, ...content: (PanelNode | null)[]): void {
  const key = place.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
  place.replaceChildren(...content.filter((node) => node !== null).map(toDom));
  if (key) focusKey(place, key);
}

export function focusKey(place: ParentNode, key: string): void {
  for (const candidate of place.querySelectorAll<HTMLElement>('[data-key]')) {
    if (candidate.getAttribute('data-key') !== key) continue;
    candidate.focus({ preventScroll: true });
    return;
  }
}

/** A part of the page that is there for certain. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`#${id} is missing from the page`);
  return found;
}
