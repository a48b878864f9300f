import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period } from '#core';
import { type Browser } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser } from './browser.js';
import { openShown, send, shown } from './sample-city.js';

/** One that no other trip looks at, so that what is said and frozen here disturbs none. */
const PERIOD = Period.at('tertial', Date.now()).previous().toString();
const PATH = `/?unit=city&period=${PERIOD}`;
const COMMENT = 'Kontaktcentret bytte ärendesystem i augusti.';
const REASON = 'Byte av datahall pågår.';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  const { firstDay, lastDay } = Period.of(PERIOD);
  const topic = `subject=unit:city&period=${PERIOD}`;
  expect(await send(`comments?measure=digital-take-up&${topic}`, { text: COMMENT })).toBe(201);
  const deviation = { measure: 'availability', subject: 'unit:city', from: firstDay, until: lastDay };
  expect(await send('deviations', { ...deviation, reason: REASON })).toBe(201);
  expect([201, 409]).toContain(await send(`periods/${PERIOD}/freeze`));
});

afterAll(async () => {
  await browser.close();
});

describe('the scorecard of a frozen period', () => {
  it('shows what people have said beside the measures', async () => {
    const { page, log } = await openShown(browser, PATH);
    const card = (name: string) => page.locator('.measure', { has: page.getByRole('heading', { name }) });
    await card('Digital andel').locator('.remark', { hasText: COMMENT }).first().waitFor();
    await card('Tillgänglighet').locator('.remark', { hasText: REASON }).first().waitFor();
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('goes to an edition, tells what differs, and keeps to it from unit to unit', async () => {
    const { page } = await openShown(browser, PATH);
    await page.getByLabel('Utgåva').selectOption('original');
    await page.locator('.page-footer', { hasText: 'Utgåva: fastställd' }).waitFor();
    await shown(page);
    await page.getByText('Ingenting skiljer för enheten.').waitFor();
    expect(await page.getByRole('link', { name: /^Varför\?/ }).count()).toBe(0);
    await page.getByRole('region', { name: 'Underliggande enheter' }).getByRole('link').first().click();
    await shown(page);
    expect(new URL(page.url()).searchParams.get('edition')).toBe('original');
    await page.context().close();
  });

  it('has no fault that axe-core finds', async () => {
    const { page } = await openShown(browser, `${PATH}&edition=original`);
    await page.getByText('Ingenting skiljer för enheten.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, 'edition');
    await page.context().close();
  });
});
