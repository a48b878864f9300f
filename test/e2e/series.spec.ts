import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser, monitorUrl } from './browser.js';
import { LAST_QUARTER, SCREENS, isWiderThanScreen, openShown } from './sample-city.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const PATH = `/matetal?unit=city&period=${LAST_QUARTER}&measure=digital-take-up`;

describe('the page of a measure over time', () => {
  it('is reached from the measure, and draws what its table says', async () => {
    const { page } = await openShown(browser, `/?unit=city&period=${LAST_QUARTER}`);
    await page.getByRole('link', { name: 'Över tid Digital andel' }).click();
    await page.getByRole('img', { name: /^Digital andel: \d+ kvartal, senast/ }).waitFor();
    const rows = page.getByRole('region', { name: 'Tabell: Alla värden' }).locator('tbody tr');
    expect(await page.locator('.series-point').count()).toBe(
      await rows.filter({ hasNotText: 'saknas' }).count(),
    );
    await page.getByLabel('Mätetal').selectOption('availability');
    await page.getByRole('heading', { level: 1, name: 'Tillgänglighet' }).waitFor();
    await page.context().close();
  });

  it.each(SCREENS)('has no fault that axe-core finds: %s', async (name, screen) => {
    const { page, log } = await openShown(browser, PATH, screen);
    await page.getByRole('img', { name: /^Digital andel/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isWiderThanScreen(page)).toBe(false);
    expect(log).toEqual({ faults: [], foreign: [] });
    await keepPicture(page, `series-${name}`);
    await page.context().close();
  });
});

it('tells a browser in its own language that a page is not there, and a program as data', async () => {
  const ask = (headers: Record<string, string>) => fetch(`${monitorUrl()}/finns-inte`, { headers });
  const html = await ask({ accept: 'text/html', 'accept-language': 'en' });
  expect([html.status, html.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(await html.text()).toContain('There is no such page');
  const swedish = await ask({ accept: 'text/html' });
  expect(await swedish.text()).toContain('<html lang="sv">');
  const data = await ask({ accept: 'application/json' });
  expect(await data.json()).toMatchObject({ code: 'request/unknown-path' });
});
