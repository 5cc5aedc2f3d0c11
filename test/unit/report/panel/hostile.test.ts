/** Mail and logs are hostile input: recipients, diagnostics and host names stay text in every view and every export. */
import assert from 'node:assert/strict';
import { exportAs, EXPORT_FORMATS } from '../../../../src/report/exports';
import { panelHtml } from '../../../../src/report/html';
import { el, textOf, toHtml, type Node } from '../../../../src/report/panel/element';
import { visible } from '../../../../src/report/panel/say';
import { causes } from '../../../../src/report/panel/sections/causes';
import { chipsRow } from '../../../../src/report/panel/sections/chips-row';
import { foot } from '../../../../src/report/panel/sections/foot';
import { head } from '../../../../src/report/panel/sections/head';
import { tableRow } from '../../../../src/report/panel/sections/table-row';
import { whereSection } from '../../../../src/report/panel/sections/where';
import { NO_FILTERS } from '../../../../src/report/panel/filters';
import { PanelModels } from '../../../../src/report/panel/model';
import type { Prepared } from '../../../../src/report/panel/prepare';
import { bounce, catalog, prepare } from './bounces';
import { HOSTILE } from './hostile';

/** A summary with this text in every place that a document can fill. */
function filledWith(text: string): Prepared {
  const named = { likelyDomain: text, blocklist: { name: text, url: text }, ip: text };
  return prepare([
    bounce('unknown-user', text, { diagnostic: text, remoteMta: text, status: text, replyCode: text, provider: text, named }),
    bounce('blocklisted', `${text}@${text}`, { diagnostic: text, named }),
  ], { title: text, files: [{ name: text, uri: 'file:///x' }], notUnderstood: [{ file: 0, line: 1, text }], limits: [{ limit: 'x', message: text }], read: { lines: 1, messages: 1, records: 2, notUnderstood: 1, milliseconds: 1 } });
}

/** Everything that the panel shows of it. */
function everySection({ data }: Prepared): Node[] {
  const model = new PanelModels(data).model(NO_FILTERS);
  const open = new Set(Object.keys(data.causes));
  const chips = [{ facet: 'domain' as const, value: data.rows[1]!.domain, not: false }, { facet: 'cause' as const, value: data.rows[1]!.cause, not: true }];
  return [
    head(model, data), causes(model, data, { open, all: true, masked: false }), foot(data, false), chipsRow({ ...NO_FILTERS, chips }, data),
    ...(['domain', 'provider', 'remote'] as const).map((tab) => whereSection(model.figures, tab, NO_FILTERS)),
    ...data.rows.map((row, i) => tableRow(row, i, false, false, { data, masked: false, oneDay: true })),
  ].filter((node) => node !== null);
}

function everyElement(node: Node, visit: (tag: string, attributes: Record<string, unknown>) => void): void {
  if (typeof node === 'string') return;
  visit(node.tag, node.attributes);
  node.children.forEach((child) => everyElement(child, visit));
}

const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/;

/** As `doesNotMatch`, with only the place in the message. */
function never(text: string, pattern: RegExp): void {
  const found = pattern.exec(text);
  assert.ok(!found, `found ${JSON.stringify(text.slice(Math.max(0, (found?.index ?? 0) - 60), (found?.index ?? 0) + 40))}`);
}

for (const [name, text] of Object.entries(HOSTILE)) {
  describe(`hostile text: ${name}`, () => {
    const prepared = filledWith(text);

    it('makes no element, no handler and no link in the panel', () => {
      for (const section of everySection(prepared)) {
        everyElement(section, (tag, attributes) => {
          assert.ok(!['script', 'img', 'iframe', 'style'].includes(tag));
          assert.ok(Object.keys(attributes).every((attribute) => !/^on/i.test(attribute)), 'an event attribute');
          if (typeof attributes['href'] === 'string') assert.match(attributes['href'], /^https:\/\/(?!evil)/);
        });
      }
    });

    it('shows no control character and nothing that turns the reading direction', () => {
      for (const section of everySection(prepared)) never(textOf(section), CONTROL);
    });

    it('is escaped in the HTML file, which has no script and fetches nothing', () => {
      const html = panelHtml(prepared.data, null, false);
      const body = html.slice(html.indexOf('<body>'));
      never(body, /<(?:script|img|iframe|object|embed|link|meta|form)\b/i);
      never(body.replace(/"[^"]*"/g, '""'), /<[^>]*\son\w+=/i);
      never(body, /href="(?!https:\/\/)/);
      never(body, /href="[^"]*evil/);
      never(body, CONTROL);
      assert.match(html, /default-src 'none'/);
    });

    it('is one inert cell in CSV', () => {
      for (const format of ['csv', 'csv-bom'] as const) {
        const cells = parseCsv(exportAs(format, prepared, null, false, catalog).replace(/^\uFEFF/, ''));
        assert.equal(cells.length, 3);
        for (const cell of cells.flat()) assert.doesNotMatch(cell, /^[\s\u0000-\u001F]*[=+\-@\uFF1D]/, 'a formula');
        assert.deepEqual([...new Set(cells.map((row) => row.length))], [17]);
      }
    });

    it('stays one line of NDJSON and comes back as it was', () => {
      const lines = exportAs('ndjson', prepared, null, false, catalog).trimEnd().split('\n');
      assert.equal(lines.length, 2);
      assert.equal((JSON.parse(lines[0]!) as { recipient: string }).recipient, text);
    });

    it('comes back from JSON as it was', () => {
      const { records } = JSON.parse(exportAs('json', prepared, null, false, catalog)) as { records: { diagnostic: string }[] };
      assert.equal(records[0]!.diagnostic, text);
    });

    it('is neither link nor heading nor tag nor cell border in Markdown', () => {
      const markdown = exportAs('markdown', prepared, null, false, catalog);
      never(markdown, CONTROL);
      const unescaped = markdown.replace(/\\[\s\S]/g, '');
      never(unescaped, /<|\]\(|`|https?:|javascript:|command:/i);
      for (const line of markdown.split('\n').filter((one) => one.startsWith('| '))) {
        const borders = line.replace(/\\\|/g, '').split('|').length;
        assert.ok(borders === 8, `a row with ${borders - 1} borders: ${line.slice(0, 80)}`);
      }
    });
  });
}

describe('elements', () => {
  it('leave out links that are no web address', () => {
    for (const href of ['javascript:alert(1)', 'command:x', 'data:text/html,x', 'https://x.example/"onclick="x', ' https://x.example']) assert.equal(toHtml(el('a', { href }, 'x')), '<a>x</a>');
    assert.equal(toHtml(el('a', { href: 'https://x.example/a?b=1&c=2' }, 'x')), '<a href="https://x.example/a?b=1&amp;c=2">x</a>');
  });

  it('show what cannot be seen', () => assert.equal(visible('a\u202Eb\u0007c\nd'), 'a\uFFFDb\uFFFDc d'));

  it('cover all formats', () => assert.deepEqual(EXPORT_FORMATS.map(({ format }) => format).sort(), ['csv', 'csv-bom', 'html', 'json', 'markdown', 'ndjson']));
});

/** RFC 4180, for what the export writes. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      rows.at(-1)!.push(cell);
      cell = '';
    } else if (c === '\r' && text[i + 1] === '\n') {
      rows.at(-1)!.push(cell);
      cell = '';
      i++;
      if (i + 1 < text.length) rows.push([]);
    } else cell += c;
  }
  return rows;
}
