import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser } from 'playwright-core';
import { accessibilityFaults, launchBrowser, monitorUrl, openPage } from './browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Somebody measures a critical system that is not on the status page, and says this of it. */
async function pushSamples(...states: readonly ('up' | 'down')[]): Promise<void> {
  const samples = states.map((state, i) => ({
    target: 'vatten-styrsystem-http',
    vantage: 'main',
    time: new Date(Date.now() - 1_000 * (states.length - i)).toISOString(),
    ...(state === 'up' ? { state, totalMs: 5 } : { state, reason: 'refused' }),
  }));
  const answer = await fetch(`${monitorUrl()}/api/v1/samples`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-operations', 'content-type': 'application/json' },
    body: JSON.stringify(samples),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

describe('the page of operations', () => {
  it('tells how systems are, what has been and what is planned, without a token', async () => {
    const { page, log } = await openPage(browser, '/drift');
    await page.getByRole('heading', { name: 'Just nu' }).waitFor();
    await page.getByRole('heading', { name: 'Avbrott de senaste 30 dagarna' }).waitFor();
    await page.getByLabel('Visa bara det som inte är uppe').uncheck();
    expect(await page.getByRole('rowheader', { name: 'Inloggningsportalen' }).count()).toBeGreaterThan(0);
    expect(await page.getByRole('form', { name: 'Planera arbete' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('lets operations plan work on systems, find it in the calendar, change it and take it back', async () => {
    const { page, log } = await openPage(browser, '/drift');
    await page.getByLabel('Behörighet').fill('demo-operations');
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'Planera arbete' });
    await form.waitFor();
    await form.getByLabel('Vad som görs').focus();
    await page.keyboard.press('Enter');
    await form.getByText('fyll i alla fält').waitFor();
    const note = `Byte av disk ${Date.now()}`;
    const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await form.getByLabel('Sök system').fill('av lokaler');
    await form.getByLabel('Felanmälan av lokaler', { exact: true }).check();
    await form.getByLabel('Sök system').fill('mina sidor');
    await form.getByLabel('Mina sidor', { exact: true }).check();
    await form.getByText('2 system valda').waitFor();
    await form.getByLabel('Från', { exact: true }).fill(`${day}T01:00`);
    await form.getByLabel('Till', { exact: true }).fill(`${day}T04:00`);
    await form.getByLabel('Vad som görs').fill(note);
    await page.keyboard.press('Enter');
    await page.getByText('Arbetet är planerat.').waitFor();

    const planned = page.getByRole('region', { name: 'Planerat arbete', exact: true });
    await planned.getByRole('button', { name: new RegExp(`^${Number(day.slice(8))} .*arbete`) }).click();
    const work = planned.getByRole('listitem').filter({ hasText: note });
    await work.filter({ hasText: 'Felanmälan av lokaler, Mina sidor' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await work.getByRole('button', { name: /^Ändra/ }).click();
    const changing = page.getByRole('form', { name: 'Ändra planerat arbete' });
    await changing.getByLabel('Till', { exact: true }).fill(`${day}T05:30`);
    await changing.getByRole('button', { name: 'Spara ändringen' }).click();
    await work.filter({ hasText: '05:30' }).waitFor();
    await work.getByRole('button', { name: /^Ta tillbaka/ }).click();
    await work.getByLabel('Varför').fill('Disken håller.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await work.waitFor({ state: 'detached' });
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('keeps what operations write of an outage, by keyboard alone, and does not ask others to', async () => {
    const { page, log } = await openPage(browser, '/drift');
    const write = page.getByRole('button', { name: /^Skriv en anteckning/ }).first();
    await page.getByRole('heading', { name: 'Avbrott de senaste 30 dagarna' }).waitFor();
    expect(await write.count()).toBe(0);
    await page.getByLabel('Behörighet').fill('demo-operations');
    await page.keyboard.press('Enter');
    await write.waitFor();
    await write.focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: /^Spara/ });
    await form.getByLabel('Vad som hände').focus();
    await page.keyboard.press('Enter');
    await form.getByText('Skriv något först.').waitFor();
    const said = `Disken var full ${Date.now()}`;
    await form.getByLabel('Vad som hände').fill(said);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('row').filter({ hasText: said }).waitFor();
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('lets operations acknowledge an alert, by keyboard alone', async () => {
    await pushSamples('down', 'down');
    const { page, log } = await openPage(browser, '/drift');
    await page.getByLabel('Behörighet').fill('demo-operations');
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: /^Kvittera: .* är nere/ });
    await form.waitFor();
    const note = `Vi ser på det ${Date.now()}`;
    await form.getByLabel('Anteckning (valfri)').fill(note);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Kvitterat av demo-operations').filter({ hasText: note }).waitFor();
    expect(await form.count()).toBe(0);
    await pushSamples('up');
    expect(log).toEqual({ faults: [], foreign: [] });
    await page.context().close();
  });

  it('lets operations tell citizens, tell more and end it, on the public page at once', async () => {
    const { page } = await openPage(browser, '/drift');
    await page.getByLabel('Behörighet').fill('demo-operations');
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox', { name: 'Sök system' }).fill('felanmälan');
    await page.locator('.system-cells').getByText('Felanmälan').first().waitFor();
    const part = page.getByRole('region', { name: 'Meddelanden till medborgarna' });
    await part.getByRole('button', { name: 'Berätta för medborgarna' }).click();
    await part.getByLabel('E-tjänster som berörs').selectOption('felanmalan');
    await part.getByLabel('Börja från en mall').selectOption('down');
    const title = `Avbrott: Felanmälan ${Date.now()}`;
    await part.getByLabel('Rubrik', { exact: true }).fill(title);
    expect(await accessibilityFaults(page)).toEqual([]);
    await part.getByRole('button', { name: 'Publicera' }).click();
    await part.getByText('Meddelandet är publicerat.').waitFor();
    const message = part.getByRole('listitem').filter({ hasText: title });
    await message.getByRole('button', { name: /^Skriv en uppdatering/ }).click();
    await message.getByLabel('Uppdatering', { exact: true }).fill('Felet är hittat.');
    await message.getByRole('button', { name: 'Publicera uppdateringen' }).click();
    await message.getByText('Felet är hittat.').waitFor();
    const shown = await fetch(`${monitorUrl()}/status`).then((answer) => answer.text());
    expect(shown).toContain(title);
    expect(shown).toContain('Felet är hittat.');
    await message.getByRole('button', { name: /^Avsluta meddelandet/ }).click();
    await message.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it.each([
    ['phone', { viewport: { width: 360, height: 740 } }],
    ['dark', { colorScheme: 'dark' as const }],
  ])('has no barriers, and nothing to scroll sideways for, also signed in: %s', async (_, options) => {
    const { page } = await openPage(browser, '/drift', options);
    await page.getByLabel('Behörighet').fill('demo-operations');
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: 'Planera arbete' }).waitFor();
    await page.getByRole('heading', { name: 'Avbrott de senaste 30 dagarna' }).waitFor();
    await page
      .getByRole('button', { name: /^Skriv en anteckning/ })
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate<number>(overflow)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
