import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SliceHistoryEntry } from '#core';
import { type Page } from 'playwright-core';
import { accessibilityFaults, keepPicture, scorecardShown } from './browser.js';
import { HandInTrip, button, check, handIn, receipt, report } from './hand-in-trip.js';
import { MonthOfCosts } from './month-of-costs.js';

let trip: HandInTrip;
let costs: MonthOfCosts;
let page: Page;

beforeAll(async () => {
  trip = await HandInTrip.begin();
  costs = new MonthOfCosts(trip.unit.id);
  ({ page } = await trip.signedIn());
});

afterAll(async () => {
  await trip.end();
});

/** What is stored of the month, by kind and way in. */
async function stored(): Promise<Record<string, number | null>> {
  const path = `slices?dataset=cost&unit=${trip.unit.id}&period=${costs.month.toString()}`;
  const { items } = (await trip.api(path)) as { items: readonly SliceHistoryEntry[] };
  return Object.fromEntries(items.filter(({ current }) => current).map(({ part, total }) => [part, total]));
}

/** The card of it costs against all costs on the unit's scorecard of the month, in plain blanks. */
async function shareShown(): Promise<string> {
  const { page: scorecard } = await trip.open(`/?unit=${trip.unit.id}&period=${costs.month.toString()}`);
  await scorecardShown(scorecard);
  const name = 'It-kostnadens andel av verksamhetskostnaden';
  const card = scorecard.locator('.measure', {
    has: scorecard.getByRole('heading', { level: 3, name, exact: true }),
  });
  const text = (await card.innerText()).replaceAll(/\s+/g, ' ');
  await keepPicture(scorecard, 'month-of-costs');
  await scorecard.context().close();
  return text;
}

/** In the order of an officer's month: each test stands on those before it. */
describe('a month of costs, each part as its program writes it', () => {
  it('is handed in as ledger, salaries and cloud bill, which stand beside each other', async () => {
    await handIn(page, costs.operatingCost(1_000_000));
    await button(page, 'Ny fil').click();
    for (const [file, way, total] of [
      [costs.ledger(10_000), 'Utfall ur huvudboken', /10\s000/],
      [costs.salaries(52_500, 32_500), 'Utfall ur en tabell', /85\s000/],
      [costs.cloudBill(4_000, 999.5, 0.5), 'Utfall ur molnfakturan', /5\s000/],
    ] as const) {
      await check(page, file);
      const slices = await report(page).locator('.slices tbody').innerText();
      expect(slices).toContain(way);
      expect(slices).toMatch(total);
      await button(page, 'Lämna in').click();
      await receipt(page).waitFor();
      await button(page, 'Ny fil').click();
    }
    const parts = { 'actual/ledger': 10_000, 'actual/table': 85_000, 'actual/cloud-bill': 5_000 };
    expect(await stored()).toMatchObject(parts);
    expect(await shareShown()).toContain('10,00');
  });

  it('has its ledger corrected, and the others left as they are', async () => {
    await check(page, costs.ledger(30_000, 'huvudbok rättad.se'));
    expect(await report(page).locator('.slices tbody').innerText()).toMatch(/30\s000[^]*10\s000/);
    expect(await accessibilityFaults(page)).toEqual([]);
    await button(page, 'Lämna in').click();
    await receipt(page).waitFor();
    await button(page, 'Ny fil').click();
    const parts = { 'actual/ledger': 30_000, 'actual/table': 85_000, 'actual/cloud-bill': 5_000 };
    expect(await stored()).toMatchObject(parts);
    expect(await shareShown()).toContain('12,00');
  });

  it('has its cloud bill taken back to nothing, and the others left as they are', async () => {
    const takenBack = page.locator('.receipts > li', { hasText: 'återställning' });
    const before = await takenBack.count(); // other trips may have taken something back, too
    const line = page.locator('.receipts > li', { hasText: costs.cloudBill().name }).first();
    await line.locator('summary').click();
    await line.getByRole('button', { name: /^Återställ …/ }).click();
    const question = line.locator('.revert-question');
    await question.waitFor();
    await question.getByRole('button', { name: 'Återställ', exact: true }).click();
    await takenBack.nth(before).waitFor();
    const { 'actual/cloud-bill': bill = null, ...others } = await stored();
    expect(bill).toBeNull();
    expect(others).toMatchObject({ 'actual/ledger': 30_000, 'actual/table': 85_000 });
    expect(await shareShown()).toContain('11,50');
  });
});
