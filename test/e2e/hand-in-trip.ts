import { type LocalizedText, Period } from '#core';
import { writeXlsx } from 'hucre/xlsx';
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { launchBrowser, monitorUrl, openPage } from './browser.js';

interface Unit {
  readonly id: string;
  readonly name: LocalizedText;
  readonly parent?: string;
}

/** A file as a page is given it. */
export interface SentFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The headings of a file of licences. */
export const HEADER = 'Enhet;Produkt;Period;Tilldelade;Använda;Köpta';
const lastMonth = Period.at('month', Date.now()).previous().toString();
/** Told apart from what earlier trips through the same city handed in. */
export const mark = Date.now().toString(36);

/** The same as a workbook: what looks like a number is one. */
export async function workbook(name: string, rows: readonly string[]): Promise<SentFile> {
  const cells = [HEADER, ...rows].map((row) =>
    row.split(';').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell)),
  );
  const bytes = await writeXlsx({ sheets: [{ name: 'Blad1', rows: cells }] });
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name, mimeType, buffer: Buffer.from(bytes) };
}

/** A text file as Swedish Excel saves it: Windows-1252, `;`, CRLF. */
export function excelFile(name: string, rows: readonly string[]): SentFile {
  const buffer = Buffer.from([HEADER, ...rows].join('\r\n'), 'latin1');
  return { name, mimeType: 'text/csv', buffer };
}

export const tokenField = (page: Page) => page.getByLabel('Behörighet');
export const fileField = (page: Page) => page.locator('input[type="file"]');
export const report = (page: Page) => page.locator('section.report');
export const receipt = (page: Page) => page.locator('section.receipt');
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Chooses a file, and has it checked. */
export async function check(page: Page, file: SentFile): Promise<void> {
  await fileField(page).setInputFiles(file);
  await page.getByText('Känns igen på filen').waitFor();
  await button(page, 'Kontrollera filen').click();
  await report(page).waitFor();
}

/** Checks a file and hands it in; the report must let it. */
export async function handIn(page: Page, file: SentFile): Promise<void> {
  await check(page, file);
  await button(page, 'Lämna in').click();
  await receipt(page).waitFor();
}

/** An officer's trip to `/lamna`, for one of the city's smallest units. */
export class HandInTrip {
  private constructor(
    private readonly browser: Browser,
    readonly unit: Unit,
  ) {}

  static async begin(): Promise<HandInTrip> {
    const response = await fetch(`${monitorUrl()}/api/v1/catalogue/units`);
    const { items } = (await response.json()) as { items: readonly Unit[] };
    const leaf = items.findLast(({ id }) => !items.some(({ parent }) => parent === id));
    if (!leaf) throw new Error('The catalogue has no units');
    return new HandInTrip(await launchBrowser(), leaf);
  }

  /** The officer's. */
  get token(): string {
    return `demo-unit-${this.unit.id}`;
  }

  open(path: string, options?: BrowserContextOptions): ReturnType<typeof openPage> {
    return openPage(this.browser, path, options);
  }

  async signedIn(options: BrowserContextOptions = {}): Promise<Awaited<ReturnType<typeof openPage>>> {
    const opened = await this.open('/lamna', options);
    // From now on dialogs for choosing files come to the test, before the first is opened.
    opened.page.on('filechooser', () => undefined);
    await tokenField(opened.page).fill(this.token);
    await button(opened.page, 'Logga in').click();
    await opened.page.getByRole('heading', { name: 'Det här ska lämnas' }).waitFor();
    await opened.page.locator('.owed[aria-busy="false"]').waitFor();
    return opened;
  }

  async api(path: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.token}` };
    const response = await fetch(`${monitorUrl()}/api/v1/${path}`, { headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  }

  /** A row of a product's licences. */
  licences(product: string, assigned: string, active = '10'): string {
    return `${this.unit.id};${product} ${mark};${lastMonth};${assigned};${active};`;
  }

  brokenRows(): string[] {
    return [
      this.licences('Kontorspaket för åldringsvården', '1200', '980'),
      this.licences('Ärendesystem', 'trehundra'),
      `${this.unit.id};Läsplattor ${mark};september;90;80;`,
      `okänd nämnd;Kartverktyg ${mark};${lastMonth};12;9;`,
    ];
  }

  correctedRows(): string[] {
    return [
      this.licences('Kontorspaket för åldringsvården', '1200', '980'),
      this.licences('Ärendesystem', '300'),
    ];
  }

  brokenFile(): SentFile {
    return excelFile('Licenser på nämnden.csv', this.brokenRows());
  }

  correctedFile(): SentFile {
    return excelFile('Licenser på nämnden (rättad).csv', this.correctedRows());
  }

  end(): Promise<void> {
    return this.browser.close();
  }
}
