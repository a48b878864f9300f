import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period, type Receipt } from '#core';
import { type Page } from 'playwright-core';
import { accessibilityFaults, keepPicture, monitorUrl } from './browser.js';
import {
  HEADER,
  HandInTrip,
  type SentFile,
  button,
  check,
  excelFile,
  fileField,
  handIn,
  mark,
  receipt,
  report,
  workbook,
} from './hand-in-trip.js';

let trip: HandInTrip;

beforeAll(async () => {
  trip = await HandInTrip.begin();
});

afterAll(async () => {
  await trip.end();
});

/** Presses Tab until a control has the focus: what cannot be reached so cannot be used by keyboard. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(
      `(document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent?.trim() ?? ''`,
    );
    if (focused === name) return;
  }
  throw new Error(`${name} is not reached by Tab`);
}

async function chooseByKeyboard(page: Page, file: SentFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(file);
  await page.locator('.chosen-file', { hasText: file.name }).waitFor();
}

/** A faulty cell stands among its neighbours under the file's own headings, and says what is wrong with it. */
async function expectMarkedInPlace(page: Page, text: string, heading: string): Promise<void> {
  const table = page.locator('.file-excerpt table');
  const cell = table.locator('td.at-fault', { hasText: text });
  expect(await cell.innerText()).toMatch(/^Fel/);
  const place = await cell.evaluate((td: { cellIndex: number }) => td.cellIndex);
  expect(await table.locator('thead th').nth(place).innerText()).toBe(heading);
  expect(await cell.locator('xpath=..').innerText()).toContain(mark);
  const [id = ''] = (await cell.getAttribute('aria-describedby'))?.split(' ') ?? [];
  expect(await page.locator(`[id="${id}"]`).innerText()).toMatch(new RegExp(`^${heading}: .*${text}`));
}

describe('a file', () => {
  it('is checked, corrected, stored and found again, all by keyboard: a workbook', async () => {
    const broken = await workbook('Licenser på nämnden.xlsx', trip.brokenRows());
    const corrected = await workbook('Licenser på nämnden (rättad).xlsx', trip.correctedRows());
    const { page, log } = await trip.signedIn();
    await tabTo(page, 'Välj fil');
    await chooseByKeyboard(page, broken);
    expect(await page.getByLabel('Datamängd').inputValue()).toBe('licences');
    await tabTo(page, 'Kontrollera filen');
    await page.keyboard.press('Enter');

    await report(page).waitFor();
    expect(await page.evaluate('document.activeElement?.id')).toBe('report-heading');
    const text = await report(page).innerText();
    expect(text).toContain('Filen behöver rättas');
    for (const [column, row, cell] of [
      ['Tilldelade', 'Rad 3', 'trehundra'],
      ['Period', 'Rad 4', 'september'],
      ['Enhet', 'Rad 5', 'okänd nämnd'],
    ]) {
      const group = report(page).locator('.fault-group', { hasText: `Kolumnen ”${column ?? ''}”` });
      expect(await group.innerText()).toMatch(new RegExp(`${row ?? ''}[^]*${cell ?? ''}`));
    }
    await expectMarkedInPlace(page, 'trehundra', 'Tilldelade');
    await expectMarkedInPlace(page, 'september', 'Period');
    await keepPicture(page, 'hand-in-report');

    await tabTo(page, 'Välj rättad fil');
    await chooseByKeyboard(page, corrected);
    await tabTo(page, 'Kontrollera filen');
    await page.keyboard.press('Enter');
    await report(page).getByText('Filen kan lämnas in').waitFor();
    expect(await report(page).locator('.slices tbody').innerText()).toMatch(/1\s500/);
    await keepPicture(page, 'hand-in-accepted');

    await tabTo(page, 'Lämna in');
    await page.keyboard.press('Enter');
    await receipt(page).waitFor();
    expect(await page.evaluate('document.activeElement?.id')).toBe('receipt-heading');
    const { items } = (await trip.api('uploads?limit=1')) as { items: readonly Receipt[] };
    const [stored] = items;
    const proof = await receipt(page).innerText();
    expect(proof).toContain(stored?.id);
    expect(proof).toContain(createHash('sha256').update(corrected.buffer).digest('hex'));
    await keepPicture(page, 'hand-in-receipt');

    const newest = page.locator('.receipts > li').first();
    await newest.locator('summary', { hasText: corrected.name }).waitFor();
    await newest.locator('summary').press('Enter');
    expect(await newest.innerText()).toContain(stored?.id);
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('is known when it comes again', async () => {
    const { page } = await trip.signedIn();
    await check(page, trip.correctedFile());
    await button(page, 'Lämna in').click();
    await receipt(page).waitFor();
    await button(page, 'Ny fil').click();
    await check(page, trip.correctedFile());
    await button(page, 'Lämna in').click();
    await receipt(page).getByText('redan inlämnad').waitFor();
    await button(page, 'Ny fil').click();
    await page.getByText('Släpp filen här').waitFor();
    await page.context().close();
  });

  it('can be dropped', async () => {
    const { page } = await trip.signedIn();
    const { name, buffer } = trip.correctedFile();
    const bytes = JSON.stringify([...buffer]);
    const transfer = await page.evaluateHandle(
      `(() => { const transfer = new DataTransfer(); transfer.items.add(new File([new Uint8Array(${bytes})], ${JSON.stringify(name)})); return transfer; })()`,
    );
    await page.locator('.drop-zone').dispatchEvent('drop', { dataTransfer: transfer });
    await page.getByText('Känns igen på filen').waitFor();
    expect(await page.locator('.chosen-file').innerText()).toContain(name);
    await page.context().close();
  });

  it('stays when the monitor does not answer, and can be tried again', async () => {
    const { page } = await trip.signedIn();
    await check(page, trip.correctedFile());
    await page.context().setOffline(true);
    await button(page, 'Lämna in').click();
    const alert = report(page).getByRole('alert');
    await alert.filter({ hasText: 'Filen kom inte fram' }).waitFor();
    expect(await page.locator('.chosen-file').innerText()).toContain(trip.correctedFile().name);
    await page.context().setOffline(false);
    await button(page, 'Lämna in').click();
    await receipt(page).waitFor();
    await page.context().close();
  });

  it('that somebody else has handed in meanwhile is not overwritten unseen', async () => {
    const { page } = await trip.signedIn();
    const mine = excelFile('min.csv', [trip.licences('Samma vara', '70')]);
    await check(page, mine);
    const body = new FormData();
    body.set('file', new Blob([`${HEADER}\n${trip.licences('Samma vara', '80')}`]), 'annans.csv');
    const headers = { authorization: `Bearer ${trip.token}` };
    const other = await fetch(`${monitorUrl()}/api/v1/uploads?dataset=licences`, {
      method: 'POST',
      body,
      headers,
    });
    expect(other.status).toBe(201);
    await button(page, 'Lämna in').click();
    await report(page).getByText('Någon annan har lämnat samma uppgifter').waitFor();
    await button(page, 'Kontrollera igen').click();
    await report(page).getByText('Någon annan').waitFor({ state: 'detached' });
    await button(page, 'Lämna in').click();
    await receipt(page).waitFor();
    await page.context().close();
  });

  it('is refused outside the period that it is claimed to hold', async () => {
    const { page } = await trip.signedIn();
    await fileField(page).setInputFiles(trip.correctedFile());
    await page.getByText('Känns igen på filen').waitFor();
    const before = Period.at('month', Date.now()).previous().previous().toString();
    await page.getByLabel('Bara för perioden').selectOption(before);
    await button(page, 'Kontrollera filen').click();
    await report(page).getByText('Filen behöver rättas').waitFor();
    await page.context().close();
  });

  it('with thousands of faults lists a thousand and counts the rest', async () => {
    const { page } = await trip.signedIn();
    const rows = Array.from({ length: 3_000 }, (_, i) => trip.licences(`Produkt ${i}`, 'många'));
    await check(page, excelFile('licenser.csv', rows));
    const text = (await report(page).innerText()).replaceAll(/\s/g, ' ');
    expect(text).toMatch(/2 00\d till listas inte/);
    expect(await report(page).locator('.fault-line').count()).toBeLessThan(50);
    await report(page)
      .locator('.fault-group')
      .getByRole('button', { name: /^Visa \d+ till$/ })
      .click();
    expect(await report(page).locator('.fault-line').count()).toBeGreaterThan(100);
    await page.context().close();
  });
});

/** The line of the history that a file made. */
const lineOf = (page: Page, name: string) => page.locator('.receipts > li', { hasText: name }).first();

describe('what was handed in', () => {
  const rows = (assigned: string) => [trip.licences('Att ta tillbaka', assigned)];
  const first = () => excelFile(`före ${mark}.csv`, rows('111'));
  const second = () => excelFile(`efter ${mark}.csv`, rows('222'));

  it('is taken back when what would hold again has been seen, and has a page of its own to print', async () => {
    const { page, log } = await trip.signedIn();
    await handIn(page, first());
    await button(page, 'Ny fil').click();
    await handIn(page, second());
    const line = lineOf(page, second().name);
    await line.waitFor();
    await line.locator('summary').click();
    await line.getByRole('button', { name: /^Återställ …/ }).click();
    const question = line.locator('.revert-question');
    await question.waitFor();
    expect(await question.innerText()).toMatch(/111[^]*222/);
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Återställ det som fanns före');
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, 'hand-in-revert');
    await question.getByRole('button', { name: 'Återställ', exact: true }).click();

    const undone = lineOf(page, `återställning: ${first().name}`);
    await undone.waitFor();
    const { items } = (await trip.api('uploads?limit=2')) as { items: readonly Receipt[] };
    expect(items[0]?.reverts).toBe(items[1]?.id);
    await undone.locator('summary').click();
    await undone.getByRole('link', { name: /^Öppna kvittot/ }).click();
    await page.locator('.slice-versions tbody tr').first().waitFor();
    expect(await page.locator('.receipt-facts').innerText()).toContain(items[0]?.id);
    expect(await page.locator('.slice-versions tbody').first().innerText()).toContain(second().name);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await keepPicture(page, 'hand-in-receipt-printed');
    await page.emulateMedia({ media: null });
    await page.getByRole('link', { name: 'Tillbaka till Lämna uppgifter' }).click();
    await page.getByRole('heading', { name: 'Det här ska lämnas' }).waitFor();
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });
});
