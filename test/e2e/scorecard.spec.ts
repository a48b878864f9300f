import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalizedText, Period, type Scorecard } from '#core';
import { type Browser, type Page } from 'playwright-core';
import {
  accessibilityFaults,
  keepPicture,
  launchBrowser,
  monitorUrl,
  openPage,
  scorecardShown,
} from './browser.js';

interface Unit {
  readonly id: string;
  readonly name: LocalizedText;
  readonly parent?: string;
}

interface Measure {
  readonly id: string;
  readonly name: LocalizedText;
  readonly decimals: number;
}

const KIND_WORDS = { 'not-applicable': 'Ej aktuellt', 'not-provided': 'Saknas', suppressed: 'Skyddad' };

const lastQuarter = Period.at('quarter', Date.now()).previous();
const cityPath = `/?unit=city&period=${lastQuarter.toString()}`;

async function api(path: string): Promise<unknown> {
  const response = await fetch(`${monitorUrl()}/api/v1/${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

async function listOf<T extends Unit | Measure>(path: string): Promise<readonly T[]> {
  return ((await api(path)) as { items: readonly T[] }).items;
}

function query(page: Page): string {
  return new URL(page.url()).search;
}

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name, exact: true });
}

let browser: Browser;
let units: readonly Unit[];
let city: Unit;
let leaf: Unit;

beforeAll(async () => {
  browser = await launchBrowser();
  units = await listOf<Unit>('catalogue/units');
  const root = units.find((unit) => unit.parent === undefined);
  const last = units.findLast((unit) => !units.some((other) => other.parent === unit.id));
  if (!root || !last) throw new Error('The catalogue has no units');
  city = root;
  leaf = last;
});

afterAll(async () => {
  await browser.close();
});

describe('the scorecard of the city', () => {
  it('opens at the last whole quarter and can be shared from there', async () => {
    const { page, log } = await openPage(browser, '/');
    await heading(page, city.name.sv).waitFor();
    await scorecardShown(page);
    expect(query(page)).toBe(`?unit=city&period=${lastQuarter.toString()}`);
    expect(await page.title()).toContain(city.name.sv);
    expect(log).toEqual({ faults: [], foreign: [] });
    await keepPicture(page, 'city');
    await page.context().close();
  });

  it.each(['city', 'leaf'])('shows the fifteen measures of a %s as the API tells them', async (place) => {
    const { id: unit } = place === 'city' ? city : leaf;
    const scorecard = (await api(`scorecards/unit/${unit}?period=${lastQuarter.toString()}`)) as Scorecard;
    const measures = await listOf<Measure>(`catalogue/measures?at=${lastQuarter.lastDay}`);
    const { page } = await openPage(browser, `/?unit=${unit}&period=${lastQuarter.toString()}`);
    await scorecardShown(page);

    expect(await page.locator('main section').getByRole('heading', { level: 2 }).count()).toBe(5);
    expect(await page.getByRole('heading', { level: 3 }).count()).toBe(15);
    for (const { id, value } of scorecard.perspectives.flatMap((perspective) => perspective.measures)) {
      const measure = measures.find((m) => m.id === id);
      if (!measure) throw new Error(`The catalogue does not know ${id}`);
      const card = page.getByRole('listitem').filter({
        has: page.getByRole('heading', { level: 3, name: measure.name.sv, exact: true }),
      });
      const text = (await card.innerText()).replaceAll(/\s/g, ' ');
      expect(text).toContain(
        value.kind === 'number'
          ? new Intl.NumberFormat('sv-SE', {
              minimumFractionDigits: measure.decimals,
              maximumFractionDigits: measure.decimals,
            })
              .format(value.number)
              .replaceAll(/\s/g, ' ')
          : KIND_WORDS[value.kind],
      );
      expect(text).toMatch(/Täckningsgrad \d+ %|Inget underlag väntas/);
    }
    await page.context().close();
  });

  it('lists the units below with their scores, and goes down to one', async () => {
    const { page } = await openPage(browser, cityPath);
    await scorecardShown(page);
    const below = units.filter((unit) => unit.parent === 'city');
    const table = page.getByRole('table');
    await table.scrollIntoViewIfNeeded();
    expect(await table.getByRole('rowheader').count()).toBe(below.length);
    await table.getByRole('img', { name: 'Hämtar …' }).first().waitFor({ state: 'detached' });

    const [first] = below;
    if (!first) throw new Error('The city has nothing below it');
    await table.getByRole('link', { name: first.name.sv, exact: true }).click();
    await heading(page, first.name.sv).waitFor();
    expect(query(page)).toContain(`unit=${first.id}`);
    await page.context().close();
  });
});

describe('the pickers by keyboard', () => {
  it('find a unit, and back and forward retrace the way', async () => {
    const { page } = await openPage(browser, cityPath);
    await scorecardShown(page);
    await page.getByRole('combobox', { name: /^Nämnd/ }).focus();
    await page.keyboard.type(leaf.name.sv);
    await page.getByRole('option', { name: leaf.name.sv }).first().waitFor();
    await page.keyboard.press('Enter');

    await heading(page, leaf.name.sv).waitFor();
    await scorecardShown(page);
    expect(query(page)).toBe(`?unit=${leaf.id}&period=${lastQuarter.toString()}`);
    await keepPicture(page, 'unit');

    await page.goBack();
    await heading(page, city.name.sv).waitFor();
    await page.goForward();
    await heading(page, leaf.name.sv).waitFor();
    await page.context().close();
  });

  it('leave everything as it was on Escape', async () => {
    const { page } = await openPage(browser, cityPath);
    await scorecardShown(page);
    const field = page.getByRole('combobox', { name: /^Nämnd/ });
    await field.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.type('xyzzy');
    await page.getByText('Ingen träff').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await field.inputValue()).toBe(city.name.sv);
    expect(query(page)).toContain('unit=city');
    await page.context().close();
  });

  it('step through periods and change their type', async () => {
    const { page } = await openPage(browser, cityPath);
    await scorecardShown(page);
    await page.getByRole('button', { name: 'Föregående period' }).press('Enter');
    await scorecardShown(page);
    expect(query(page)).toContain(`period=${lastQuarter.previous().toString()}`);

    await page.getByRole('radio', { name: 'Kvartal' }).focus();
    await page.keyboard.press('ArrowRight');
    await scorecardShown(page);
    expect(query(page)).toMatch(/period=\d{4}-T[1-3]$/);
    expect(await page.getByRole('radio', { name: 'Tertial' }).isChecked()).toBe(true);
    await page.context().close();
  });
});

describe('when there is nothing to show', () => {
  it('tells in the words of the API, with a way to the city', async () => {
    const { page } = await openPage(browser, '/?unit=finns-inte');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const answer = await fetch(
      `${monitorUrl()}/api/v1/scorecards/unit/finns-inte?period=${lastQuarter.toString()}`,
      { headers: { 'accept-language': 'sv' } },
    );
    const { title, detail } = (await answer.json()) as { title: string; detail: string };
    expect(await alert.innerText()).toContain(title);
    expect(await alert.innerText()).toContain(detail);
    await alert.getByRole('link', { name: 'Till hela staden' }).click();
    await heading(page, city.name.sv).waitFor();
    await page.context().close();
  });

  it('says so when the monitor does not answer, and tries again when asked', async () => {
    const { page } = await openPage(browser, cityPath);
    await scorecardShown(page);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Föregående period' }).click();
    await page.getByRole('heading', { name: 'Perspektiv svarar inte' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await scorecardShown(page);
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
    const { page } = await openPage(browser, cityPath, { colorScheme, viewport: { width, height: 900 } });
    await scorecardShown(page);
    await keepPicture(page, `city-${colorScheme}-${width}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('combobox', { name: /^Nämnd/ }).click();
    await page.getByRole('listbox').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('needs no sideways scrolling at 320 pixels', async () => {
    const { page } = await openPage(browser, cityPath, { viewport: { width: 320, height: 640 } });
    await scorecardShown(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });
});
