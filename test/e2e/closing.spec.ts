import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period } from '#core';
import { type Browser, type Page } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser, openPage } from './browser.js';
import { SCREENS, isWiderThanScreen } from './sample-city.js';

/** A quarter that no other trip freezes. */
const QUARTER = Period.at('quarter', Date.now()).previous().previous().previous();
const PERIOD = QUARTER.toString();
const MONTH = QUARTER.lastMonth.toString();

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function signedIn(path: string, token = 'demo-followup'): Promise<Page> {
  const { page } = await openPage(browser, path);
  await page.getByLabel('Behörighet').fill(token);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Logga ut' }).waitFor();
  return page;
}

describe('the page of periods and export', () => {
  it('takes a follow-up officer through a quarter, without a terminal', async () => {
    const page = await signedIn(`/perioder?period=${PERIOD}`);
    await part(page, 'Läget').getByText('inte fastställd').waitFor();
    const missing = part(page, 'Vad som saknas');
    await missing
      .getByRole('button', { name: 'Påminn alla' })
      .or(missing.getByText('Allt som väntas'))
      .waitFor();

    // Nothing is frozen by a slip of the hand.
    const freezing = part(page, 'Fastställ perioden');
    await freezing.getByRole('rowheader', { name: 'Externt nyttoperspektiv' }).waitFor();
    await freezing.getByLabel(`Skriv ${PERIOD}`).fill('ja');
    await page.keyboard.press('Enter');
    await freezing
      .getByRole('alert')
      .filter({ hasText: `Skriv ${PERIOD}` })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await freezing.getByLabel(`Skriv ${PERIOD}`).fill(PERIOD);
    await page.keyboard.press('Enter');
    await part(page, 'Läget').getByRole('link', { name: 'Första utgåvan' }).waitFor();

    const correcting = part(page, 'Rätta en fastställd uppgift');
    await correcting.getByRole('button').click();
    await correcting.locator('input[type=file]').setInputFiles({
      name: 'arenden.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`unit;process;period;closed;within_target\nkungso;bygglov;${MONTH};100;1\n`),
    });
    await correcting.getByLabel('Datamängd').selectOption('cases');
    await correcting.getByRole('button', { name: 'Kontrollera filen' }).click();
    await correcting.getByRole('button', { name: 'Lämna in' }).click();
    await part(page, 'Läget').getByText('skiljer sig').waitFor();

    const differing = part(page, 'Vad som skiljer i hela staden');
    await differing.getByRole('cell', { name: 'Ärenden inom måltid' }).first().waitFor();
    await differing.getByText('arenden.csv').waitFor();

    const restating = part(page, 'Fastställ på nytt');
    await restating.getByLabel('Varför perioden').fill('Kungsö rättade sina ärenden.');
    await restating.getByLabel(`Skriv ${PERIOD}`).fill(PERIOD);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, 'closing');
    await page.keyboard.press('Enter');
    await part(page, 'Läget').getByRole('cell', { name: 'Kungsö rättade sina ärenden.' }).waitFor();

    await page.getByRole('button', { name: 'Kontrollera kedjan' }).click();
    await page.getByText('kedjan är hel').waitFor();
    const leaving = part(page, 'Export till ILS');
    await leaving.getByRole('button', { name: 'Kontrollera', exact: true }).click();
    await leaving.getByText('Kontrollen fann inga fel.').waitFor();
    await leaving.getByRole('button', { name: 'Exportera' }).click();
    const download = page.waitForEvent('download');
    await leaving.getByRole('button', { name: 'manifest.json' }).click();
    expect((await download).suggestedFilename()).toBe('manifest.json');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('link', { name: 'Logg över ändringar' }).click();
    await page
      .getByRole('row', { name: /Fastställde en period.*Gjort/ })
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('lets a measure be commented, and a deviation accepted and taken back, beside the figure', async () => {
    const page = await signedIn(`/logga-in?return=${encodeURIComponent(`/?unit=kungso&period=${PERIOD}`)}`);
    const card = page.locator('.measure', { has: page.getByRole('heading', { name: 'Digital andel' }) });
    await card.getByRole('button', { name: 'Kommentera' }).click();
    await card.getByLabel('Kommentar').fill('Telefonin låg nere i maj.');
    await card.getByRole('button', { name: 'Spara' }).click();
    await card.locator('.remark', { hasText: 'Telefonin låg nere i maj.' }).first().waitFor();
    await card.getByRole('button', { name: 'Godta avvikelse' }).click();
    await card.getByLabel('Skäl').fill('Ny e-tjänst kommer i höst.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await card.getByRole('button', { name: 'Spara' }).click();
    const accepted = card.locator('.remark', { hasText: 'Ny e-tjänst kommer i höst.' });
    await accepted.getByRole('button', { name: 'Ta tillbaka' }).click();
    await accepted.getByRole('button', { name: 'Som om den aldrig gällt' }).click();
    await accepted.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('shows who has not signed in how periods stand, and what is for whom', async () => {
    for (const [, screen] of SCREENS) {
      const { page, log } = await openPage(browser, `/perioder?period=${PERIOD}`, screen);
      await part(page, 'Läget').waitFor();
      await page.getByText('den som har rollen uppföljning').waitFor();
      expect(await isWiderThanScreen(page)).toBe(false);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(log).toEqual({ faults: [], foreign: [] });
      await page.context().close();
    }
  });
});
