/**
 * What is shown, as plain data: the webview turns it into DOM nodes, the HTML export into a string. Text can only ever be text here,
 * attributes come from a short list, and no attribute takes a script or an address from a document.
 */

/** Everything that the panel is made of. */
export type Tag =
  | 'main' | 'header' | 'section' | 'footer' | 'div' | 'span' | 'p' | 'h1' | 'h2' | 'h3' | 'ul' | 'ol' | 'li' | 'button' | 'a' | 'strong' | 'code' | 'q'
  | 'details' | 'summary' | 'table' | 'thead' | 'tbody' | 'tr' | 'th' | 'td' | 'caption' | 'dl' | 'dt' | 'dd' | 'input' | 'label'
  | 'svg' | 'g' | 'rect' | 'line' | 'path' | 'text' | 'title' | 'defs' | 'pattern';

export const SVG_TAGS: ReadonlySet<string> = new Set(['svg', 'g', 'rect', 'line', 'path', 'text', 'title', 'defs', 'pattern']);

/** `data-do` and its kin name what a press does (see `view/actions.ts`); there are no event attributes. */
export type AttributeName =
  | 'id' | 'class' | 'role' | 'title' | 'href' | 'type' | 'disabled' | 'tabindex' | 'scope' | 'lang' | 'dir' | 'hidden' | 'open'
  | 'x' | 'y' | 'x1' | 'x2' | 'y1' | 'y2' | 'width' | 'height' | 'viewBox' | 'd' | 'fill' | 'preserveAspectRatio' | 'text-anchor' | 'patternUnits' | 'rx' | 'focusable'
  | `aria-${string}` | `data-${string}`;

export type Attributes = Partial<Record<AttributeName, string | number | boolean | undefined>>;

export interface Element {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: readonly Node[];
}

export type Node = Element | string;

/** Children that are `null` or `false` are left out. */
export type Child = Node | null | false | readonly Child[];

export function el(tag: Tag, attributes: Attributes, ...children: Child[]): Element {
  const flat: Node[] = [];
  const take = (child: Child): void => {
    if (child === null || child === false) return;
    if (typeof child === 'string') flat.push(child);
    else if (isList(child)) child.forEach(take);
    else flat.push(child);
  };
  children.forEach(take);
  return { tag, attributes, children: flat };
}

function isList(child: Element | readonly Child[]): child is readonly Child[] {
  return Array.isArray(child);
}

/** Links lead to web pages of the catalog only, never anywhere else. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s"'<>\\]{1,2000}$/i.test(url);
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

const EMPTY: ReadonlySet<string> = new Set(['input']);

/** What only a script could answer to means nothing on a page without one. */
const DEAD: ReadonlySet<string> = new Set(['type', 'tabindex', 'aria-pressed', 'aria-selected', 'aria-multiselectable', 'disabled']);

/**
 * As HTML, for a page that stands alone and has no script: what is marked `data-live` is left out, buttons become text, lists to pick
 * from become pictures.
 */
export function toHtml(node: Node): string {
  if (typeof node === 'string') return escapeHtml(node);
  if (node.attributes['data-live']) return '';
  let attributes = '';
  for (const [name, value] of Object.entries(node.attributes)) {
    if (value === undefined || value === false || name.startsWith('data-') || DEAD.has(name)) continue;
    if (name === 'href' && !isWebAddress(String(value))) continue;
    if (name === 'role' && value === 'option') continue;
    const shown = name === 'role' && value === 'listbox' ? 'img' : value;
    attributes += shown === true ? ` ${name}` : ` ${name}="${escapeHtml(String(shown))}"`;
  }
  const tag = node.tag === 'button' ? 'span' : node.tag;
  if (EMPTY.has(tag)) return `<${tag}${attributes}>`;
  return `<${tag}${attributes}>${node.children.map(toHtml).join('')}</${tag}>`;
}

/** The text of a node, without any mark-up. */
export function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}
