import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Explanation } from '#core';
import { type Browser } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser } from './browser.js';
import { LAST_QUARTER, SCREENS, answerOf, isWiderThanScreen, openShown, shown } from './sample-city.js';

const path = `/forklara?unit=city&period=${LAST_QUARTER}&measure=digital-take-up`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

describe('the explanation of a number', () => {
  it('is reached from the measure, and leads down to what it is made of and back', async () => {
    const { page, log } = await openShown(browser, `/?unit=city&period=${LAST_QUARTER}`);
    await page.getByRole('link', { name: 'Varför? Digital andel' }).click();
    await page.getByRole('heading', { level: 1, name: 'Digital andel' }).waitFor();
    await shown(page);
    expect(new URL(page.url()).pathname).toBe('/forklara');

    const explanation = (await answerOf(
      `measures/digital-take-up/explain?subject=unit:city&period=${LAST_QUARTER}`,
    )) as Explanation;
    const part = explanation.parts.find(({ of }) => of === 'unit');
    if (!part) throw new Error('The city has no parts');
    await page.getByRole('link', { name: part.name.sv, exact: true }).click();
    await page.locator('.subject-period strong', { hasText: part.name.sv }).waitFor();

    await page.getByRole('link', { name: 'Till styrkortet' }).click();
    await page.getByRole('heading', { level: 1, name: part.name.sv }).waitFor();
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('prints the arithmetic, what is left out and the parts as the API tells them', async () => {
    const { page } = await openShown(browser, path);
    const { steps, parts, excluded } = (await answerOf(
      `measures/digital-take-up/explain?subject=unit:city&period=${LAST_QUARTER}`,
    )) as Explanation;
    expect(await page.locator('.step-text').allTextContents()).toEqual(steps.map(({ text }) => text.sv));
    expect(await page.locator('.reasons li').allTextContents()).toEqual(excluded.map(({ text }) => text.sv));
    const table = page.getByRole('region', { name: 'Vad som läggs ihop' });
    expect(await table.locator('tbody tr').count()).toBe(parts.length);
    await page.context().close();
  });

  it('tells of a measure that there is not what the API says', async () => {
    const { page } = await openShown(browser, path);
    await page.goto(path.replace('digital-take-up', 'no-such-measure'));
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('no-such-measure');
    await page.context().close();
  });

  it.each(SCREENS)('has no fault that axe-core finds, on a %s screen', async (name, options) => {
    const { page } = await openShown(browser, path, options);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isWiderThanScreen(page)).toBe(false);
    await keepPicture(page, `explanation-${name}`);
    await page.context().close();
  });
});
