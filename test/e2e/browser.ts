import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The address of the monitor under test, from `PERSPEKTIV_URL`. */
export function monitorUrl(): string {
  const url = process.env.PERSPEKTIV_URL;
  if (!url) throw new Error('Set PERSPEKTIV_URL to the address of a running monitor.');
  return url.replace(/\/$/, '');
}

/** Chromium from the system, or from `CHROMIUM_PATH`. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: QUIET });
}

/** What went wrong in a page, or left our own origin: filled while the page lives. */
export interface PageLog {
  readonly faults: string[];
  readonly foreign: string[];
}

/** A guard against hanging, not a claim about speed: to freeze a whole city takes its time on a busy machine. */
const WAIT_MS = 150_000;

/** A page of its own, Swedish and without motion, opened at a path of the monitor; faults are logged. */
export async function openPage(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; log: PageLog }> {
  const context = await browser.newContext({
    baseURL: monitorUrl(),
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    reducedMotion: 'reduce',
    viewport: { width: 1360, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const log: PageLog = { faults: [], foreign: [] };
  page.on('pageerror', (error) => log.faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') log.faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${monitorUrl()}/`)) log.foreign.push(request.url());
  });
  await page.goto(path);
  return { page, log };
}

/** Waits until the scorecard of the address is on the page. */
export async function scorecardShown(page: Page): Promise<void> {
  await page.locator('main[aria-busy="false"]').waitFor();
  await page
    .getByRole('status')
    .filter({ hasText: /^Visar / })
    .waitFor({ state: 'attached' });
}

/** What axe-core finds against WCAG 2.2 AA and good practice: a line per rule that is broken. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the page's own security policy stays in force.
  await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults>(
    `axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })`,
  );
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join('\n')}`,
  );
}

/** Keeps a picture of the whole page in the folder that `PERSPEKTIV_SCREENSHOTS` names, if it does. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.PERSPEKTIV_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
