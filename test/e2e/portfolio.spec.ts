import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period, type PortfolioStanding } from '#core';
import { type Browser } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser } from './browser.js';
import { SCREENS, answerOf, isWiderThanScreen, openShown, shown } from './sample-city.js';

const { year } = Period.at('year', Date.now());
const path = `/portfolj?portfolio=2&year=${year}`;

function millions(amountSek: number): string {
  return (Math.round(amountSek / 100_000) / 10).toFixed(1).replace('.', ',');
}

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

describe('the page of portfolios', () => {
  it('tells frame, cost and benefit as the API does, and flags what runs for more than a year', async () => {
    const { page, log } = await openShown(browser, path);
    const standing = (await answerOf(`portfolios/2?year=${year}`)) as PortfolioStanding;
    const tiles = await page.locator('.tiles strong').allTextContents();
    expect(tiles.slice(0, 2)).toEqual([millions(standing.frameSek ?? NaN), millions(standing.allocatedSek)]);
    const projects = page.getByRole('region', { name: 'Projekten' }).locator('tbody tr');
    expect(await projects.count()).toBe(standing.projects.length);
    expect(await projects.filter({ hasText: 'Längre än ett år' }).count()).toBe(
      standing.projects.filter(({ overOneYear }) => overOneYear).length,
    );
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('goes to another portfolio and another year, and back', async () => {
    const { page } = await openShown(browser, '/portfolj');
    await page.getByLabel('Portfölj', { exact: true }).selectOption('3');
    await shown(page);
    await page.getByLabel('År', { exact: true }).selectOption(String(year - 1));
    await page.locator('.subject-period', { hasText: String(year - 1) }).waitFor();
    expect(new URL(page.url()).search).toBe(`?portfolio=3&year=${year - 1}`);
    await page.goBack();
    expect(new URL(page.url()).search).toBe(`?portfolio=3&year=${year}`);
    await page.context().close();
  });

  it.each(SCREENS)('has no fault that axe-core finds, on a %s screen', async (name, options) => {
    const { page } = await openShown(browser, path, options);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isWiderThanScreen(page)).toBe(false);
    await keepPicture(page, `portfolio-${name}`);
    await page.context().close();
  });
});
