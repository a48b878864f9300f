import { Period } from '#core';
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { type PageLog, monitorUrl, openPage } from './browser.js';

/** The period that the pages open with. */
export const LAST_QUARTER = Period.at('quarter', Date.now()).previous().toString();

/** What the monitor's API answers, with a type that the caller knows. */
export async function answerOf(path: string): Promise<unknown> {
  const response = await fetch(`${monitorUrl()}/api/v1/${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** Sends something as the follow-up team of the sample city. */
export async function send(path: string, body?: object): Promise<number> {
  const { status } = await fetch(`${monitorUrl()}/api/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer demo-followup',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return status;
}

/** Opens a page and waits until it shows what was asked for. */
export async function openShown(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; log: PageLog }> {
  const opened = await openPage(browser, path, options);
  await shown(opened.page);
  return opened;
}

/** Waits until the page shows what its address asks for. */
export async function shown(page: Page): Promise<void> {
  await page.locator('main[aria-busy="false"]').waitFor();
  await page
    .getByRole('status')
    .filter({ hasText: /^Visar / })
    .waitFor({ state: 'attached' });
}

/** A screen of each kind that pages are looked at on. */
export const SCREENS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 } }],
];

/** Whether the page as a whole must be scrolled sideways. */
export function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth');
}
