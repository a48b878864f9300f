import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser, monitorUrl, openPage } from './browser.js';

const OPERATIONS = { authorization: 'Bearer demo-operations', 'content-type': 'application/json' };
const MESSAGES = '/api/v1/status/messages';

let browser: Browser;
let message: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const published = await fetch(`${monitorUrl()}${MESSAGES}`, {
    method: 'POST',
    headers: OPERATIONS,
    body: JSON.stringify({
      title: { sv: 'Svårt att logga in', en: 'Trouble signing in' },
      text: { sv: 'Vi arbetar med felet.', en: 'We are working on it.' },
      systems: ['inloggningsportalen'],
    }),
  });
  message = ((await published.json()) as { id: string }).id;
});

afterAll(async () => {
  await fetch(`${monitorUrl()}${MESSAGES}/${message}`, { method: 'DELETE', headers: OPERATIONS });
  await browser.close();
});

/** The page as those see it who run no scripts. */
async function withoutScripts(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page, log } = await openPage(browser, path, { javaScriptEnabled: false, ...options });
  expect(log).toEqual({ faults: [], foreign: [] });
  return page;
}

describe('the status page without scripts', () => {
  it('leads from what people want to do to each e-service, and to another way', async () => {
    const page = await withoutScripts('/status');
    expect(await page.title()).toBe('Driftsinformation – Demostaden');
    const link = page.getByRole('navigation').getByRole('link', { name: 'Parkera, köra och cykla' });
    await link.click();
    expect(new URL(page.url()).hash).toBe('#g-trafik-och-parkering');
    const service = page.locator('#e-parkeringsappen');
    expect(await service.getByRole('heading', { level: 3 }).innerText()).toBe('Parkeringsappen');
    const more = service.locator('details', { hasText: 'fungerar inte för dig' });
    if ((await more.count()) > 0) await more.locator('summary').click();
    expect(await service.getByText('Betala i parkeringsautomaten').isVisible()).toBe(true);
    await page.context().close();
  });

  it('tells what operations have published, in both languages, with a link between them', async () => {
    const page = await withoutScripts('/status');
    expect(await page.getByRole('article').getByText('Vi arbetar med felet.').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'In English' }).click();
    expect(new URL(page.url()).pathname).toBe('/status/en');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Service status');
    expect(await page.getByRole('article').getByText('We are working on it.').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'På svenska' }).click();
    expect(new URL(page.url()).pathname).toBe('/status/sv');
    await page.context().close();
  });

  it('goes by keyboard: past the head, and into what is folded', async () => {
    const page = await withoutScripts('/status/sv');
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    expect(await focused.innerText()).toBe('Till innehållet');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused.innerText()).toBe('Hämta sidan igen');
    const summary = page.locator('summary').first();
    if ((await summary.count()) > 0) {
      await summary.focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('details[open]').count()).toBe(1);
    }
    await page.context().close();
  });

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 320, height: 700 } }],
  ] as const)(
    'has no barriers that axe-core finds, and nothing to scroll sideways for: %s',
    async (name, options) => {
      // With scripts, for axe-core is one; the page has none of its own.
      const { page } = await openPage(browser, '/status/sv', options);
      expect(await page.locator('script').count()).toBe(0);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await keepPicture(page, `status-${name}`);
      await page.context().close();
    },
  );

  it('can be printed: what is only for screens stays away', async () => {
    const page = await withoutScripts('/status/sv');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.locator('#e-parkeringsappen').isVisible()).toBe(true);
    await keepPicture(page, 'status-print');
    await page.context().close();
  });
});
