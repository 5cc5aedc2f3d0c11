/** Finds text in the editor by what is seen, whatever pieces the syntax colours cut it into. */
import type { Page } from 'playwright-core';

export interface Place { x: number; y: number; color: string }

/**
 * The middle of the `nth` place (from 1) in sight that shows `text`, and its colour. Waits until there is one.
 * @throws where none comes into sight
 */
export async function centerOf(page: Page, text: string, nth = 1): Promise<Place> {
  const handle = await page.waitForFunction(([wanted, count]) => {
    const lines = [...document.querySelectorAll<HTMLElement>('.editor-instance .view-line')].sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
    let left = count;
    for (const line of lines) {
      const shown = (line.textContent ?? '').replace(/\u00a0/g, ' ');
      for (let at = shown.indexOf(wanted); at !== -1; at = shown.indexOf(wanted, at + wanted.length)) {
        if (--left > 0) continue;
        const range = document.createRange();
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let before = 0;
        let color = '';
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (at >= before && at < before + length) {
            range.setStart(node, at - before);
            color = getComputedStyle(node.parentElement ?? line).color;
          }
          if (at + wanted.length > before && at + wanted.length <= before + length) range.setEnd(node, at + wanted.length - before);
          before += length;
        }
        const { left: x, top: y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2, color };
      }
    }
    return undefined;
  }, [text, nth] as const);
  const place = await handle.jsonValue();
  if (!place) throw new Error(`"${text}" is not in sight`);
  return place;
}
