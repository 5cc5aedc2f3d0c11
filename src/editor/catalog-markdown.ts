/** Entries of the catalog that are no codes, as pages: causes, providers, ways of prevention. */
import type { Catalog } from '../catalog/catalog';
import { whoActs } from '../report/words';
import { MarkdownText } from './markdown-text';

export function categoryMarkdown(catalog: Catalog, id: string): MarkdownText | null {
  const entry = catalog.categories.find((category) => category.id === id);
  if (!entry) return null;
  const page = new MarkdownText().own('# ').text(entry.label).paragraph().text(entry.meaning).paragraph();
  if (entry.reason) page.text(entry.reason).paragraph();
  if (entry.address) page.own('**For the address:** ').text(`${entry.address}.`).own(' ');
  page.own('**Who acts:** ').text(`${whoActs(entry.actor)}.`).paragraph();
  entry.steps.forEach((step, i) => { page.own(`${i + 1}. `).text(step).own('\n'); });
  if (entry.stop) page.paragraph().own('**When to stop:** ').text(entry.stop);
  const codes = catalog.statuses.filter((status) => status.category === entry.id);
  if (codes.length > 0) page.paragraph().own('**Codes that often mean this:** ').text(codes.map((status) => `${status.code} (${status.title})`).join(', '));
  const ways = catalog.prevention.filter((way) => entry.prevention.includes(way.id));
  if (ways.length > 0) page.paragraph().own('**How to prevent it**').paragraph();
  for (const way of ways) page.own('- **').text(way.title).own(':** ').text(way.advice).own('\n');
  return page;
}

export function providerMarkdown(catalog: Catalog, id: string): MarkdownText | null {
  const provider = catalog.provider(id);
  if (!provider) return null;
  const page = new MarkdownText().own('# ').text(provider.name).paragraph();
  if (provider.url) page.own('Its pages for postmasters: ').link(provider.url, provider.url).paragraph();
  return page.text(`Bounce Lens knows the replies of ${provider.name} by their words. Hover a code in a bounce to see what they mean.`);
}

export function preventionMarkdown(catalog: Catalog, id: string): MarkdownText | null {
  const way = catalog.prevention.find((entry) => entry.id === id);
  if (!way) return null;
  const page = new MarkdownText().own('# ').text(way.title).paragraph().text(way.advice).paragraph().own('**Prevents**').paragraph();
  for (const cause of way.prevents) page.own('- ').text(catalog.category(cause).label).own('\n');
  return page;
}
