/** Renders media/icon.svg to media/icon.png, the picture that VS Code shows. tsx scripts/icon.ts */
import { readFileSync } from 'node:fs';
import { launchBrowser } from './browser';
import { inProject } from './project';

const SIZE = 256;

async function main(): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${readFileSync(inProject('media', 'icon.svg'), 'utf8')}`);
    await page.screenshot({ path: inProject('media', 'icon.png'), omitBackground: true });
  } finally {
    await browser.close();
  }
}

void main();
