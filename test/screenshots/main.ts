/**
 * Takes pictures of every page, in each way that people look at them, for people to look at:
 * `npm run screenshots -- FOLDER [NAME…]`, of the monitor at PERSPEKTIV_URL or of a sample city that is started.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions } from 'playwright-core';
import { launchBrowser, openPage } from '../e2e/browser.js';
import startCity from '../e2e/start-city.mjs';
import stopCity from '../e2e/stop-city.mjs';
import { PICTURED, type Pictured } from './pages.js';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };

interface Way {
  readonly name: string;
  readonly screen: BrowserContextOptions;
  readonly onPaper?: boolean;
}

const WAYS: readonly Way[] = [
  { name: 'wide', screen: { viewport: WIDE } },
  { name: 'wide-dark', screen: { viewport: WIDE, colorScheme: 'dark' } },
  { name: 'narrow', screen: { viewport: NARROW } },
  { name: 'narrow-dark', screen: { viewport: NARROW, colorScheme: 'dark' } },
  { name: 'print', screen: { viewport: { width: 794, height: 1123 } }, onPaper: true },
];

/** Takes one picture; says on stderr what the page could not do. */
async function picture(browser: Browser, folder: string, page: Pictured, way: Way): Promise<void> {
  const { page: opened, log } = await openPage(browser, '/logga-in', way.screen);
  opened.setDefaultTimeout(30_000);
  const keep = `sessionStorage.setItem('perspektiv:token', ${JSON.stringify(page.token)})`;
  if (page.token !== undefined) await opened.evaluate(keep);
  await opened.goto(page.path);
  await page.shown(opened);
  await opened.waitForLoadState('networkidle');
  if (way.onPaper) await opened.emulateMedia({ media: 'print' });
  await opened.screenshot({ path: join(folder, `${page.name}-${way.name}.png`), fullPage: true });
  for (const fault of log.faults) process.stderr.write(`${page.name} ${way.name}: ${fault}\n`);
  await opened.context().close();
}

const [folder = 'screenshots', ...names] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await startCity();
const browser = await launchBrowser();
try {
  for (const page of PICTURED.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const way of WAYS) {
      try {
        await picture(browser, folder, page, way);
      } catch (error) {
        // One page that does not come must not keep the others from being looked at.
        process.exitCode = 1;
        process.stderr.write(`${page.name} ${way.name}: ${String(error)}\n`);
      }
    }
  }
} finally {
  await browser.close();
  await stopCity();
}
