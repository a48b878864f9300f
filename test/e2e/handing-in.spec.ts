import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DeliveryState, type LocalizedText, Period, type Receipt } from '#core';
import { writeXlsx } from 'hucre/xlsx';
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser, monitorUrl, openPage } from './browser.js';

interface Unit {
  readonly id: string;
  readonly name: LocalizedText;
  readonly parent?: string;
}

const HEADER = 'Enhet;Produkt;Period;Tilldelade;Använda;Köpta';
const lastMonth = Period.at('month', Date.now()).previous().toString();
/** Told apart from what earlier trips through the same city handed in. */
const mark = Date.now().toString(36);

let browser: Browser;
let unit: Unit;
let token: string;

interface SentFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The same as a workbook: what looks like a number is one. */
async function workbook(name: string, rows: readonly string[]): Promise<SentFile> {
  const cells = [HEADER, ...rows].map((row) =>
    row.split(';').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell)),
  );
  const bytes = await writeXlsx({ sheets: [{ name: 'Blad1', rows: cells }] });
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name, mimeType, buffer: Buffer.from(bytes) };
}

/** A text file as Swedish Excel saves it: Windows-1252, `;`, CRLF. */
function excelFile(name: string, rows: readonly string[]): SentFile {
  const buffer = Buffer.from([HEADER, ...rows].join('\r\n'), 'latin1');
  return { name, mimeType: 'text/csv', buffer };
}

function licences(product: string, assigned: string, active = '10'): string {
  return `${unit.id};${product} ${mark};${lastMonth};${assigned};${active};`;
}

const brokenRows = () => [
  licences('Kontorspaket för åldringsvården', '1200', '980'),
  licences('Ärendesystem', 'trehundra'),
  `${unit.id};Läsplattor ${mark};september;90;80;`,
  `okänd nämnd;Kartverktyg ${mark};${lastMonth};12;9;`,
];

const correctedRows = () => [
  licences('Kontorspaket för åldringsvården', '1200', '980'),
  licences('Ärendesystem', '300'),
];

const brokenFile = () => excelFile('Licenser på nämnden.csv', brokenRows());
const correctedFile = () => excelFile('Licenser på nämnden (rättad).csv', correctedRows());

async function api(path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${monitorUrl()}/api/v1/${path}`, { headers });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

const tokenField = (page: Page) => page.getByLabel('Behörighet');
const fileField = (page: Page) => page.locator('input[type="file"]');
const report = (page: Page) => page.locator('section.report');
const receipt = (page: Page) => page.locator('section.receipt');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function signedIn(options: BrowserContextOptions = {}): Promise<Awaited<ReturnType<typeof openPage>>> {
  const opened = await openPage(browser, '/lamna', options);
  // From now on dialogs for choosing files come to the test, before the first is opened.
  opened.page.on('filechooser', () => undefined);
  await tokenField(opened.page).fill(token);
  await button(opened.page, 'Logga in').click();
  await opened.page.getByRole('heading', { name: 'Det här ska lämnas' }).waitFor();
  await opened.page.locator('.owed[aria-busy="false"]').waitFor();
  return opened;
}

async function check(page: Page, file: SentFile): Promise<void> {
  await fileField(page).setInputFiles(file);
  await page.getByText('Känns igen på filen').waitFor();
  await button(page, 'Kontrollera filen').click();
  await report(page).waitFor();
}

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

beforeAll(async () => {
  browser = await launchBrowser();
  const response = await fetch(`${monitorUrl()}/api/v1/catalogue/units`);
  const { items } = (await response.json()) as { items: readonly Unit[] };
  const leaf = items.findLast(({ id }) => !items.some(({ parent }) => parent === id));
  if (!leaf) throw new Error('The catalogue has no units');
  unit = leaf;
  token = `demo-unit-${leaf.id}`;
});

afterAll(async () => {
  await browser.close();
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
    const { page, log } = await openPage(browser, '/');
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
    const { page } = await openPage(browser, '/lamna');
    await tokenField(page).fill('gissning');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Behörigheten är okänd' }).waitFor();
    await keepPicture(page, 'hand-in-refused');
    await page.context().close();
  });

  it('holds in the tab until one signs out', async () => {
    const { page } = await signedIn();
    await page.getByText(unit.name.sv).first().waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Det här ska lämnas' }).waitFor();
    await button(page, 'Logga ut').click();
    await tokenField(page).waitFor();
    await page.reload();
    await tokenField(page).waitFor();
    await page.context().close();
  });

  it('tells who may not hand in', async () => {
    const { page } = await openPage(browser, '/lamna');
    await tokenField(page).fill('demo-operations');
    await button(page, 'Logga in').click();
    await page.getByRole('heading', { name: 'Du kan inte lämna uppgifter' }).waitFor();
    await page.context().close();
  });
});

describe('what is owed', () => {
  it('is what the API tells, and leads to the form', async () => {
    const { page } = await signedIn();
    const year = Period.at('year', Period.at('month', Date.now()).previous().startMs).toString();
    const { items } = (await api(`completeness?period=${year}&unit=${unit.id}`)) as {
      items: readonly DeliveryState[];
    };
    const remaining = items.filter(({ receivedAt }) => receivedAt === null);
    const distinct = new Set(remaining.map(({ dataset, period }) => `${dataset} ${period}`));
    const filter = page.getByRole('radio', { name: /^Kvar att lämna/ });
    expect(await page.locator('label', { has: filter }).innerText()).toMatch(
      new RegExp(`\\b${distinct.size}$`),
    );

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
    const broken = await workbook('Licenser på nämnden.xlsx', brokenRows());
    const corrected = await workbook('Licenser på nämnden (rättad).xlsx', correctedRows());
    const { page, log } = await signedIn();
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
    const { items } = (await api('uploads?limit=1')) as { items: readonly Receipt[] };
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
    const { page } = await signedIn();
    await check(page, correctedFile());
    await button(page, 'Lämna in').click();
    await receipt(page).waitFor();
    await button(page, 'Ny fil').click();
    await check(page, correctedFile());
    await button(page, 'Lämna in').click();
    await receipt(page).getByText('redan inlämnad').waitFor();
    await button(page, 'Ny fil').click();
    await page.getByText('Släpp filen här').waitFor();
    await page.context().close();
  });

  it('can be dropped', async () => {
    const { page } = await signedIn();
    const { name, buffer } = correctedFile();
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
    const { page } = await signedIn();
    await check(page, correctedFile());
    await page.context().setOffline(true);
    await button(page, 'Lämna in').click();
    const alert = report(page).getByRole('alert');
    await alert.filter({ hasText: 'Filen kom inte fram' }).waitFor();
    expect(await page.locator('.chosen-file').innerText()).toContain(correctedFile().name);
    await page.context().setOffline(false);
    await button(page, 'Lämna in').click();
    await receipt(page).waitFor();
    await page.context().close();
  });

  it('that somebody else has handed in meanwhile is not overwritten unseen', async () => {
    const { page } = await signedIn();
    const mine = excelFile('min.csv', [licences('Samma vara', '70')]);
    await check(page, mine);
    const body = new FormData();
    body.set('file', new Blob([`${HEADER}\n${licences('Samma vara', '80')}`]), 'annans.csv');
    const headers = { authorization: `Bearer ${token}` };
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
    const { page } = await signedIn();
    await fileField(page).setInputFiles(correctedFile());
    await page.getByText('Känns igen på filen').waitFor();
    const before = Period.at('month', Date.now()).previous().previous().toString();
    await page.getByLabel('Bara för perioden').selectOption(before);
    await button(page, 'Kontrollera filen').click();
    await report(page).getByText('Filen behöver rättas').waitFor();
    await page.context().close();
  });

  it('with thousands of faults lists a thousand and counts the rest', async () => {
    const { page } = await signedIn();
    const rows = Array.from({ length: 3_000 }, (_, i) => licences(`Produkt ${i}`, 'många'));
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

/** Checks a file and hands it in; the report must let it. */
async function handIn(page: Page, file: SentFile): Promise<void> {
  await check(page, file);
  await button(page, 'Lämna in').click();
  await receipt(page).waitFor();
}

/** The line of the history that a file made. */
const lineOf = (page: Page, name: string) => page.locator('.receipts > li', { hasText: name }).first();

describe('what was handed in', () => {
  const rows = (assigned: string) => [licences('Att ta tillbaka', assigned)];
  const first = () => excelFile(`före ${mark}.csv`, rows('111'));
  const second = () => excelFile(`efter ${mark}.csv`, rows('222'));

  it('is taken back when what would hold again has been seen, and has a page of its own to print', async () => {
    const { page, log } = await signedIn();
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
    const { items } = (await api('uploads?limit=2')) as { items: readonly Receipt[] };
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

describe('a link', () => {
  it('is made on the page, and lets somebody without an account hand in just that, until it is revoked', async () => {
    const { page } = await signedIn();
    const row = page.locator('.owed-table tbody tr').first();
    await row.getByRole('button', { name: /^Länk/ }).click();
    const to = `Anna ${mark}`;
    await page.getByLabel('Vem den är till').fill(to);
    await button(page, 'Skapa länk').click();
    const address = await page.getByLabel('Länk', { exact: true }).inputValue();
    await page.locator('.link-line', { hasText: to }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const { page: guest, log } = await openPage(browser, address);
    await guest.getByText('Du har fått en länk').waitFor();
    expect(await guest.locator('main').innerText()).toContain(unit.name.sv);
    expect(await guest.getByLabel('Datamängd').count()).toBe(0);
    await guest.locator('input[type="file"]').setInputFiles(excelFile('fel.csv', [licences('Fel', '1')]));
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
    const { page } = await openPage(browser, '/lamna', options);
    await tokenField(page).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();

    const { page: work } = await signedIn(options);
    await work.locator('.receipts').waitFor();
    await check(work, brokenFile());
    expect(await accessibilityFaults(work)).toEqual([]);
    await keepPicture(work, `hand-in-${colorScheme}-${width}`);
    await check(work, correctedFile());
    expect(await accessibilityFaults(work)).toEqual([]);
    await button(work, 'Lämna in').click();
    await receipt(work).waitFor();
    expect(await accessibilityFaults(work)).toEqual([]);
    await work.context().close();
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    const { page } = await signedIn({ viewport: { width: 320, height: 640 } });
    await check(page, brokenFile());
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });
});
