import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Comparison } from '#core';
import { type Browser, type Page } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser } from './browser.js';
import { LAST_QUARTER, SCREENS, answerOf, isWiderThanScreen, openShown, shown } from './sample-city.js';

const path = `/jamforelse?measure=citizen-satisfaction&period=${LAST_QUARTER}`;

async function comparisonOf(measure: string, more = ''): Promise<Comparison> {
  return (await answerOf(
    `measures/${measure}/comparison?kind=unit&period=${LAST_QUARTER}${more}`,
  )) as Comparison;
}

/** The names in the table, in its order: the city first. */
function namesIn(page: Page): Promise<string[]> {
  return page.locator('.compared tbody th').allTextContents();
}

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

describe('the comparison of units', () => {
  it('puts them side by side in the order of the API, with the city first', async () => {
    const { page, log } = await openShown(browser, path);
    const { items, whole } = await comparisonOf('citizen-satisfaction');
    expect(await namesIn(page)).toEqual([whole?.subject.name, ...items.map(({ subject }) => subject.name)]);
    const numbers = items.filter(({ value }) => value.kind === 'number');
    expect(await page.locator('.compared tbody tr:not(.whole) .mark-value').count()).toBe(numbers.length);
    expect(await page.locator('.compared tbody tr:not(.whole) .mark-interval').count()).toBe(
      numbers.filter(({ value }) => value.interval !== null).length,
    );
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('compares district councils with each other, and shares costs out among employees', async () => {
    const { page } = await openShown(browser, path);
    await page.getByLabel('Jämför', { exact: true }).selectOption({ label: 'Stadsdelsnämnder' });
    await shown(page);
    const councils = await comparisonOf('citizen-satisfaction', '&peers=district-council');
    expect(await namesIn(page)).toHaveLength(councils.items.length + 1);
    expect(await page.getByLabel('Bas').count()).toBe(0); // a satisfaction is not shared out

    await page.getByLabel('Mätetal').selectOption('it-cost-share');
    await page.getByLabel('Bas').selectOption({ label: 'Per årsarbetare' });
    await page.getByText('kr per årsarbetare', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe(
      `?measure=it-cost-share&period=${LAST_QUARTER}&peers=district-council&base=fte`,
    );
    await page.context().close();
  });

  it.each(SCREENS)('has no fault that axe-core finds, on a %s screen', async (name, options) => {
    const { page } = await openShown(browser, path, options);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isWiderThanScreen(page)).toBe(false);
    await keepPicture(page, `comparison-${name}`);
    await page.context().close();
  });
});
