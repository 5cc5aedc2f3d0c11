/** The words of an HTML part, line by line, as far as a bounce needs them: blocks become lines, tags and styles go. */

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#160': ' ', '#xa0': ' ' };
/** Tags that end a line. */
const BLOCKS = new Set(['br', 'p', 'div', 'tr', 'table', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote', 'hr', 'td', 'th', 'dt', 'dd', 'title', 'body', 'section']);
const SKIPPED = new Set(['style', 'script', 'head']);

/** @returns lines without blank ones; linear in the length of `html` */
export function textOfHtml(html: string): string[] {
  const out: string[] = [];
  const lower = html.toLowerCase();
  let line = '';
  const flush = (): void => {
    const words = decodeEntities(line).replace(/[\s\u00a0]+/g, ' ').trim();
    if (words) out.push(words);
    line = '';
  };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) {
      line += html.slice(at);
      break;
    }
    line += html.slice(at, open);
    const tag = /^<\/?([a-zA-Z][a-zA-Z0-9]{0,15})/.exec(html.slice(open, open + 20));
    if (!tag && !html.startsWith('<!', open)) {
      line += '<';
      at = open + 1;
      continue;
    }
    const comment = html.startsWith('<!--', open);
    const close = html.indexOf(comment ? '-->' : '>', open + 1);
    if (close === -1) break;
    at = close + (comment ? 3 : 1);
    const name = tag?.[1]?.toLowerCase() ?? '';
    if (BLOCKS.has(name)) flush();
    if (SKIPPED.has(name) && html.charAt(open + 1) !== '/') {
      const end = lower.indexOf(`</${name}`, at);
      if (end !== -1) at = end;
    }
  }
  flush();
  return out;
}

/** What entities of HTML and XML stand for; those that nobody knows stay. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#?\w{1,8});/g, (all, name: string) => {
    const known = ENTITIES[name.toLowerCase()];
    if (known !== undefined) return known;
    const number = /^#x([0-9a-f]{1,6})$/i.exec(name);
    const code = number ? parseInt(number[1]!, 16) : /^#\d{1,7}$/.test(name) ? Number(name.slice(1)) : NaN;
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : all;
  });
}
