import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DeliveryState, Period } from '#core';
import { accessibilityFaults, keepPicture, monitorUrl } from './browser.js';
import { HandInTrip, button, check, excelFile, mark, receipt, report, tokenField } from './hand-in-trip.js';

let trip: HandInTrip;

beforeAll(async () => {
  trip = await HandInTrip.begin();
});

afterAll(async () => {
  await trip.end();
});

describe('the address of the page', () => {
  it('gives the page, while paths that nobody named stay unknown', async () => {
    const page = await fetch(`${monitorUrl()}/lamna`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const unknown = await fetch(`${monitorUrl()}/finns-inte`);
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('is reached from the scorecard, and back', async () => {
    const { page, log } = await trip.open('/');
    await page.getByRole('link', { name: 'Lämna uppgifter' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lämna uppgifter' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/lamna');
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'Underliggande enheter' }).waitFor();
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });
});

describe('signing in', () => {
  it('refuses a token that nobody has, in the words of the API', async () => {
    const { page } = await trip.open('/lamna');
    await tokenField(page).fill('gissning');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Behörigheten är okänd' }).waitFor();
    await keepPicture(page, 'hand-in-refused');
    await page.context().close();
  });

  it('holds in the tab until one signs out', async () => {
    const { page } = await trip.signedIn();
    await page.getByText(trip.unit.name.sv).first().waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Det här ska lämnas' }).waitFor();
    await button(page, 'Logga ut').click();
    await tokenField(page).waitFor();
    await page.reload();
    await tokenField(page).waitFor();
    await page.context().close();
  });

  it('tells who may not hand in', async () => {
    const { page } = await trip.open('/lamna');
    await tokenField(page).fill('demo-operations');
    await button(page, 'Logga in').click();
    await page.getByRole('heading', { name: 'Du kan inte lämna uppgifter' }).waitFor();
    await page.context().close();
  });
});

describe('what is owed', () => {
  it('is what the API tells, and leads to the form', async () => {
    const { page } = await trip.signedIn();
    const year = Period.at('year', Period.at('month', Date.now()).previous().startMs).toString();
    const { items } = (await trip.api(`completeness?period=${year}&unit=${trip.unit.id}`)) as {
      items: readonly DeliveryState[];
    };
    for (const [part, state] of [
      ['Saknas', 'missing'],
      ['Väntas', 'due'],
    ] as const) {
      const remaining = items.filter((item) => item.state === state);
      const distinct = new Set(remaining.map(({ dataset, period }) => `${dataset} ${period}`));
      const filter = page.getByRole('radio', { name: new RegExp(`^${part}`) });
      expect(await page.locator('label', { has: filter }).innerText()).toMatch(
        new RegExp(`\\b${distinct.size}$`),
      );
    }

    await page
      .locator('.owed-table tbody')
      .getByRole('button', { name: /^Lämna/ })
      .first()
      .click();
    expect(await page.getByLabel('Datamängd').inputValue()).not.toBe('');
    expect(await page.getByLabel('Bara för perioden').inputValue()).not.toBe('');
    expect(await page.evaluate('document.activeElement?.type')).toBe('file');
    await page.context().close();
  });
});

describe('a link', () => {
  it('is made on the page, and lets somebody without an account hand in just that, until it is revoked', async () => {
    const { page } = await trip.signedIn();
    const row = page.locator('.owed-table tbody tr').first();
    await row.getByRole('button', { name: /^Länk/ }).click();
    const to = `Anna ${mark}`;
    await page.getByLabel('Vem den är till').fill(to);
    await button(page, 'Skapa länk').click();
    const address = await page.getByLabel('Länk', { exact: true }).inputValue();
    await page.locator('.link-line', { hasText: to }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const { page: guest, log } = await trip.open(address);
    await guest.getByText('Du har fått en länk').waitFor();
    expect(await guest.locator('main').innerText()).toContain(trip.unit.name.sv);
    expect(await guest.getByLabel('Datamängd').count()).toBe(0);
    await guest
      .locator('input[type="file"]')
      .setInputFiles(excelFile('fel.csv', [trip.licences('Fel', '1')]));
    await guest.locator('.chosen-file').waitFor();
    await button(guest, 'Kontrollera filen').click();
    await report(guest).getByText('Filen behöver rättas').waitFor();
    expect(await accessibilityFaults(guest)).toEqual([]);
    await keepPicture(guest, 'hand-in-link');
    expect(log.foreign).toEqual([]);

    await page
      .locator('.link-line', { hasText: to })
      .getByRole('button', { name: /^Dra tillbaka/ })
      .click();
    await page.locator('.link-line', { hasText: to }).getByText('Tillbakadragen').waitFor();
    await guest.reload();
    await guest.getByRole('heading', { name: 'Länken är tillbakadragen' }).waitFor();
    await guest.context().close();
    await page.context().close();
  });
});

describe('for everyone', () => {
  it.each([
    ['light', 1360],
    ['dark', 1360],
    ['light', 390],
    ['dark', 390],
  ] as const)('holds WCAG 2.2 AA in %s at %d pixels', async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 900 } };
    const { page } = await trip.open('/lamna', options);
    await tokenField(page).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();

    const { page: work } = await trip.signedIn(options);
    await work.locator('.receipts').waitFor();
    await check(work, trip.brokenFile());
    expect(await accessibilityFaults(work)).toEqual([]);
    await keepPicture(work, `hand-in-${colorScheme}-${width}`);
    await check(work, trip.correctedFile());
    expect(await accessibilityFaults(work)).toEqual([]);
    await button(work, 'Lämna in').click();
    await receipt(work).waitFor();
    expect(await accessibilityFaults(work)).toEqual([]);
    await work.context().close();
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    const { page } = await trip.signedIn({ viewport: { width: 320, height: 640 } });
    await check(page, trip.brokenFile());
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });
});
