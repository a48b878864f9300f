import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { accessibilityFaults, launchBrowser, openPage } from './browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('the page of operations', () => {
  it('tells how systems are, what has been and what is planned, without a token', async () => {
    const { page, log } = await openPage(browser, '/drift');
    await page.getByRole('heading', { name: 'Just nu' }).waitFor();
    await page.getByRole('heading', { name: 'Avbrott de senaste 30 dagarna' }).waitFor();
    expect(await page.getByRole('rowheader', { name: 'Inloggningsportalen' }).count()).toBeGreaterThan(0);
    expect(await page.getByRole('form', { name: 'Planera arbete' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('lets operations plan work, by keyboard alone, and lists it', async () => {
    const { page } = await openPage(browser, '/drift');
    await page.getByLabel('Behörighet').fill('demo-operations');
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'Planera arbete' });
    await form.waitFor();
    await form.getByLabel('Vad som görs').focus();
    await page.keyboard.press('Enter');
    await form.getByText('Fyll i alla fält').waitFor();
    const note = `Byte av disk ${Date.now()}`;
    const inDays = (days: number): string =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await form.getByLabel('Från').fill(`${inDays(20)}T01:00`);
    await form.getByLabel('Till').fill(`${inDays(20)}T04:00`);
    await form.getByLabel('Vad som görs').fill(note);
    await page.keyboard.press('Enter');
    await form.getByText('Arbetet är planerat.').waitFor();
    await page.getByRole('listitem').filter({ hasText: note }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['phone', { viewport: { width: 360, height: 740 } }],
    ['dark', { colorScheme: 'dark' as const }],
  ])('has no barriers, and nothing to scroll sideways for: %s', async (_, options) => {
    const { page } = await openPage(browser, '/drift', options);
    await page.getByRole('heading', { name: 'Just nu' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
