import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period, cityDate } from '#core';
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { accessibilityFaults, keepPicture, launchBrowser, openPage } from './browser.js';
import { tokenField } from './hand-in-trip.js';
import { SCREENS, isWiderThanScreen, send } from './sample-city.js';

const TODAY = cityDate(Date.now());
const WAVE = { period: Period.at('quarter', Date.now()).toString(), from: TODAY, to: TODAY };

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  // 409 where an earlier run has opened it.
  expect([201, 409]).toContain(await send('surveys/nki/waves', WAVE));
});

afterAll(() => browser.close());

/** The page as those see it who run no scripts. */
async function withoutScripts(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page, log } = await openPage(browser, path, { javaScriptEnabled: false, ...options });
  expect(log).toEqual({ faults: [], foreign: [] });
  return page;
}

describe('a survey without scripts', () => {
  it('is answered with the keyboard alone, and thanks', async () => {
    const page = await withoutScripts('/enkat/tumme?system=parkeringsappen');
    expect(await page.title()).toBe('Hur gick det? – Demostaden');
    await page.getByRole('radio', { name: 'Nej, tummen ner' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/enkat/tumme/tack**');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Tack för ditt svar!');
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  it('says what is missing at the top and at the question, and keeps the answers', async () => {
    const page = await withoutScripts('/enkat/nki', { viewport: { width: 390, height: 844 } });
    await page.getByRole('combobox').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Skicka svaret' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Svara på minst en fråga.');
    expect(await page.getByRole('combobox').inputValue()).not.toBe('');
    await page
      .getByRole('group', { name: /Hur nöjd är du/ })
      .getByRole('radio', { name: '8' })
      .check();
    await page.getByRole('button', { name: 'Skicka svaret' }).click();
    await page.waitForURL('**/enkat/nki/tack**');
    await page.context().close();
  });

  it('is there in other languages', async () => {
    const page = await withoutScripts('/enkat/tumme');
    await page.getByRole('link', { name: 'Suomi' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('fi');
    expect(await page.getByRole('group', { name: 'Saitko hoidettua asiasi?' }).isVisible()).toBe(true);
    await page.context().close();
  });
});

describe.each(SCREENS)('surveys (%s)', (screen, options) => {
  it.each([
    ['tumme', '/enkat/tumme?system=parkeringsappen'],
    ['nki', '/enkat/nki'],
    ['stangd', '/enkat/it-nytta'],
    ['tack', '/enkat/tumme/tack?sprak=en'],
  ])('%s is accessible and as wide as the screen', async (name, path) => {
    const { page, log } = await openPage(browser, path, options);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await isWiderThanScreen(page)).toBe(false);
    expect(log).toEqual({ faults: [], foreign: [] });
    await keepPicture(page, `enkat-${name}-${screen}`);
    await page.context().close();
  });
});

it('an interviewer enters what a group has answered, on a phone', async () => {
  const { page, log } = await openPage(browser, '/lamna', { viewport: { width: 390, height: 844 } });
  await tokenField(page).fill('demo-followup');
  await page.keyboard.press('Enter');
  await page.getByText('Lägg in vad en grupp har svarat').click();
  await page.getByRole('combobox', { name: 'Enkät' }).selectOption('nki');
  const form = page.locator('.interview-form');
  await form.getByLabel('Dag', { exact: true }).fill(TODAY);
  await form.getByRole('button', { name: 'Lägg till svaren' }).click();
  await form.getByText('Fyll i dag, plats').waitFor();
  await form.getByLabel('Plats', { exact: true }).fill('Medborgarkontoret');
  await form.getByLabel('Så många var med').fill('3');
  const first = form.getByRole('group', { name: /Hur nöjd är du/ });
  await first.getByLabel('10 – Mycket nöjd').fill('2');
  await first.getByLabel('4', { exact: true }).fill('1');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await isWiderThanScreen(page)).toBe(false);
  await keepPicture(page, 'intervju-phone');
  await form.getByRole('button', { name: 'Lägg till svaren' }).click();
  await form.getByText('Svaren är tillagda.').waitFor();
  expect(log).toEqual({ faults: [], foreign: [] });
  await page.context().close();
});

it('a form with faults is accessible, too', async () => {
  const { page } = await openPage(browser, '/enkat/nki', { viewport: { width: 390, height: 844 } });
  await page.getByRole('radio', { name: '3' }).first().check();
  await page.evaluate("document.querySelector('form').noValidate = true");
  await page.getByRole('button', { name: 'Skicka svaret' }).click();
  await page.getByRole('alert').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await keepPicture(page, 'enkat-fel-phone');
  await page.context().close();
});
