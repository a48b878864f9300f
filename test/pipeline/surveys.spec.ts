import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type MadeInvitations, type SurveyWave } from '#core';
import { Respondent, filledIn } from './respondent.js';
import { type Answer, SmallCity, type TestPrincipal } from './small-city.js';

const NOW_MS = Date.parse('2026-10-10T09:00:00+02:00');
const WAVE = { period: '2026-Q4', from: '2026-10-10', to: '2026-10-20', places: ['a', 'b', 'c'] };

let city: SmallCity;
let person: Respondent;
let nowMs = NOW_MS;

beforeEach(async () => {
  nowMs = NOW_MS;
  city = await SmallCity.start({ nowMs: () => nowMs });
  person = new Respondent(city.address);
});
afterEach(() => city.remove());

function post(path: string, body: object, as: TestPrincipal = 'followup'): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return city.call(`/api/v1/surveys/${path}`, { method: 'POST', as, headers, body: JSON.stringify(body) });
}

async function opened(survey: string, more: object = {}): Promise<SurveyWave> {
  const answer = await post(`${survey}/waves`, { ...WAVE, ...more });
  expect([answer.status, answer.text]).toEqual([201, answer.text]);
  return answer.body as SurveyWave;
}

async function links(place: string, count: number, survey = 'it-nytta'): Promise<readonly string[]> {
  const answer = await post(`${survey}/waves/2026-Q4/invitations`, { place, count });
  expect(answer.status).toBe(201);
  return (answer.body as MadeInvitations).paths;
}

async function closed(survey = 'it-nytta'): Promise<SurveyWave> {
  return (await post(`${survey}/waves/2026-Q4/close`, {})).body as SurveyWave;
}

describe('a survey that is open to all', () => {
  it('is answered by a plain form, counted to the answer, and becomes a slice when it closes', async () => {
    await opened('it-nytta');
    const page = await person.open('/enkat/it-nytta?enhet=a');
    expect(page.status).toBe(200);
    expect(page.text).toContain('I vilken grad är stadens it till nytta i ditt arbete?');
    expect(page.text).not.toMatch(/<script|<link rel="stylesheet"|https?:\/\/(?!www\.w3)/);
    expect(page.headers.get('set-cookie')).toBeNull();
    const answers = [1, 2, 3, 4, 5, 5, 4, 3];
    for (const value of answers) {
      const sent = await person.answer('/enkat/it-nytta', { 'it-usefulness': value }, { plats: 'a' });
      expect([sent.status, sent.headers.get('location')]).toEqual([303, '/enkat/it-nytta/tack']);
      expect(sent.headers.get('set-cookie')).toBeNull();
    }
    expect((await person.open('/enkat/it-nytta/tack')).text).toContain('Tack för ditt svar!');
    expect(await city.receipts('followup')).toEqual([]);

    const wave = await closed();
    expect(wave).toMatchObject({ state: 'closed', answers: 8, invited: null });
    const [receipt] = await city.receipts('followup');
    expect(receipt).toMatchObject({
      id: wave.receipt,
      dataset: 'survey',
      source: 'survey-it-nytta',
      rows: 1,
    });
    const { value } = await city.measure('a', '2026-Q4', 'perceived-usefulness');
    expect(value).toMatchObject({ kind: 'number', n: 8 });
    expect(value.number).toBeCloseTo((27 / 8 - 1) * 25, 6);
    expect((await person.answer('/enkat/it-nytta', { 'it-usefulness': 1 })).text).toContain(
      'Enkäten är stängd',
    );
  });

  it('is shown and sent once more where a form of another site holds the answer', async () => {
    const path = '/enkat/tumme?system=tjanst-a';
    const shown = await person.send(path, { 'q.e-service-thumb': '2', plats: 'tjanst-a' });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Stämmer det?');
    expect(shown.text).toContain('name="q.e-service-thumb" value="2" checked="checked"');
    const sent = await person.send(path, {
      ...filledIn(shown.text, { 'e-service-thumb': 2 }),
      plats: 'tjanst-a',
    });
    expect(sent.status).toBe(303);
  });

  it('says in words what is missing, and keeps what was filled in', async () => {
    await opened('nki', { places: ['tjanst-a', 'tjanst-b'] });
    const page = await person.open('/enkat/nki?sprak=en');
    expect(page.text).toContain('<html lang="en"');
    const none = await person.send('/enkat/nki', filledIn(page.text, {}));
    expect(none.status).toBe(422);
    expect(none.text).toContain('Välj i listan vad svaren gäller.');
    expect(none.text).toContain('Svara på minst en fråga.');
    const outside = await person.send('/enkat/nki', {
      ...filledIn(page.text, { 'nki-overall': 11, 'nki-ideal': 7 }),
    });
    expect(outside.status).toBe(422);
    expect(outside.text).toContain('Välj ett av svaren.');
    expect(outside.text).toContain('name="q.nki-ideal" value="7" checked="checked"');
  });

  it('asks one address for a number in words after some answers, and takes so many an hour', async () => {
    await opened('it-nytta', { places: ['a'] });
    const statuses: number[] = [];
    for (let i = 0; i < 30; i++) {
      const page = await person.open('/enkat/it-nytta');
      const { tal = '', ...blind } = filledIn(page.text, { 'it-usefulness': 1 + (i % 5) });
      // A flood does not read.
      statuses.push((await person.send('/enkat/it-nytta', blind)).status);
      expect(tal === '').toBe(i < 5);
    }
    expect(statuses.slice(0, 5)).toEqual([303, 303, 303, 303, 303]);
    expect(new Set(statuses.slice(5))).toEqual(new Set([422]));
    // People do.
    expect((await person.answer('/enkat/it-nytta', { 'it-usefulness': 5 })).status).toBe(303);
    expect(await closed()).toMatchObject({ answers: 6 });
  });

  it('writes down nowhere who answered, from where, when or what', async () => {
    await opened('it-nytta', { places: ['a'] });
    const before = await city.perspektiv.stage.ledger.entries({});
    nowMs += 3_600_000;
    for (const value of [5, 1]) await person.answer('/enkat/it-nytta', { 'it-usefulness': value });
    const added = (await city.perspektiv.stage.ledger.entries({})).slice(before.length);
    expect(added.filter(({ kind }) => kind !== 'survey').map(({ kind, atMs }) => [kind, atMs])).toEqual([
      ['survey-counts', 0],
    ]);
    const { sealed } = added.find(({ kind }) => kind === 'survey-counts')?.content as { sealed: string };
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('it-usefulness');
    // Four blocks of base64 more or less would tell how much has come.
    expect(Buffer.from(sealed, 'base64')).toHaveLength(4_096 + 28);
    const { items } = (await city.call('/api/v1/surveys?survey=it-nytta', { as: 'followup' })).body as {
      items: SurveyWave[];
    };
    expect(items[0]).toMatchObject({ state: 'open', answers: null });
    expect(await closed()).toMatchObject({ state: 'too-few', answers: null, receipt: null });
    expect(await city.receipts('followup')).toEqual([]);
    expect(
      (await city.perspektiv.stage.ledger.entries({ kind: 'survey-counts' })).map(({ content }) => content),
    ).toEqual([{ sealed: null }]);
  });
});

describe('a survey by one-time links', () => {
  it('takes one answer by each, also of two at once, and counts who was invited', async () => {
    await opened('it-nytta', { door: 'links' });
    const paths = await links('a', 10);
    expect((await person.open('/enkat/it-nytta')).text).toContain('besvaras med en egen länk');
    const [first = ''] = paths;
    const pages = await Promise.all([1, 5].map(async (value) => ({ value, page: await person.open(first) })));
    const both = await Promise.all(
      pages.map(({ value, page }) => person.send(first, filledIn(page.text, { 'it-usefulness': value }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await person.open(first)).text).toContain('Länken är redan använd');
    for (const [i, path] of paths.slice(1, 6).entries()) {
      expect((await person.answer(path, { 'it-usefulness': 1 + i })).status).toBe(303);
    }
    expect(await closed()).toMatchObject({ invited: 10, answers: 6, responseRate: 0.6 });
    const { value } = await city.measure('a', '2026-Q4', 'perceived-usefulness');
    expect(value.n).toBe(6);
  });

  it('counts a form that is sent again once, and thanks for it as before', async () => {
    await opened('it-nytta', { door: 'links' });
    const [path = ''] = await links('a', 1);
    const form = filledIn((await person.open(path)).text, { 'it-usefulness': 4 });
    for (let i = 0; i < 3; i++) expect((await person.send(path, form)).status).toBe(303);
    expect((await person.send(path, { ...form, form: 'x' })).status).toBe(409);
  });

  it('opens nothing by a link that is changed, made up, or of another wave', async () => {
    await opened('it-nytta', { door: 'links' });
    await opened('digital-kompetens', { door: 'links' });
    const [path = ''] = await links('a', 2);
    const token = path.split('/').at(-1) ?? '';
    const swapped = `${token.startsWith('B') ? 'C' : 'B'}${token.slice(1)}`;
    for (const forged of [
      `/enkat/it-nytta/${swapped}`,
      `/enkat/digital-kompetens/${token}`,
      '/enkat/it-nytta/x',
      `${path}A`,
    ]) {
      expect([forged, (await person.open(forged)).status]).toEqual([forged, 404]);
      expect((await person.send(forged, { 'q.it-usefulness': '1' })).status).toBe(404);
    }
    expect((await person.open(path)).status).toBe(200);
  });
});

describe('an interview', () => {
  it('adds what a group answered to the counts, by those who hand in for the unit', async () => {
    await opened('it-nytta', { door: 'links' });
    await links('a', 4);
    const group = {
      place: 'a',
      date: '2026-10-10',
      venue: 'Biblioteket',
      present: 8,
      counts: { 'it-usefulness': [0, 1, 2, 3, 1] },
    };
    expect((await post('it-nytta/waves/2026-Q4/interviews', { ...group, place: 'b' }, 'unit-a')).status).toBe(
      403,
    );
    expect((await post('it-nytta/waves/2026-Q4/interviews', { ...group, present: 6 }, 'unit-a')).status).toBe(
      400,
    );
    expect((await post('it-nytta/waves/2026-Q4/interviews', group, 'unit-a')).status).toBe(201);
    expect(await closed()).toMatchObject({ invited: 12, answers: 7 });
    expect((await city.measure('a', '2026-Q4', 'perceived-usefulness')).value).toMatchObject({ n: 7 });
  });
});

describe('a wave that is over', () => {
  it('is handed in by the schedule, once, also when it is done again', async () => {
    await opened('it-nytta', { places: ['a'] });
    for (const value of [1, 2, 3, 4, 5]) await person.answer('/enkat/it-nytta', { 'it-usefulness': value });
    const { asking } = city.perspektiv.handingIn;
    nowMs = Date.parse('2026-10-21T00:00:00+02:00');
    await Promise.all([asking.tick(nowMs), asking.tick(nowMs)]);
    await asking.tick(nowMs);
    expect(await city.receipts('followup')).toHaveLength(1);
    const { items } = (await city.call('/api/v1/surveys?survey=it-nytta', { as: 'followup' })).body as {
      items: SurveyWave[];
    };
    expect(items).toMatchObject([{ state: 'closed', answers: 5 }]);
  });

  it('is opened by the follow-up team only, for days and places that can be', async () => {
    const statusOf = async (more: object, as: TestPrincipal = 'followup'): Promise<number> =>
      (await post('it-nytta/waves', { ...WAVE, ...more }, as)).status;
    expect(await statusOf({}, 'unit-a')).toBe(403);
    expect(await statusOf({ to: '2026-10-09' })).toBe(409);
    expect(await statusOf({ places: ['x'] })).toBe(404);
    expect(await statusOf({ door: 'window' })).toBe(400);
    expect(await statusOf({})).toBe(201);
    expect(await statusOf({})).toBe(409);
    expect(await statusOf({ period: '2026-10' })).toBe(409);
    expect((await post('tumme/waves', WAVE)).status).toBe(409);
  });
});
