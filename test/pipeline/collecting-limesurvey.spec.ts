import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CollectedCity } from '../collected-city.js';
import { type LimeAnswer, LimeSurveyStandIn } from '../limesurvey-stand-in.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(120_000);

const PEOPLE = 12;

function answers(useful: number): LimeAnswer[] {
  return Array.from({ length: PEOPLE }, (_, i) => ({
    submitted: `2026-09-${String(i + 1).padStart(2, '0')} 10:11:12`,
    useful: i % 3 === 0 ? 5 : useful,
    skills: i % 2 === 0 ? 4 : '',
  }));
}

describe('a collector of LimeSurvey', () => {
  let lime: LimeSurveyStandIn;
  let collected: CollectedCity;

  beforeAll(async () => {
    lime = await LimeSurveyStandIn.start();
    lime.surveys.set(1, answers(3)).set(2, null).set(3, answers(1));
    lime.closed.add(3);
    process.env.TEST_LIME = 'limenyckel';
    const collector = (id: string, survey: number, name = 'TEST_LIME') => `
- id: ${id}
  kind: limesurvey
  dataset: survey
  schedule: '15 4 * * *'
  units: [a]
  retry: { attempts: 2, backOff: PT0.01S }
  options:
    address: ${lime.url}
    user: perspektiv
    password: { fromEnvironment: ${name} }
    survey: ${survey}`;
    const yaml = [
      collector('enkaten', 1),
      collector('obesvarad', 2),
      collector('okand', 3),
      collector('fel-losen', 1, 'HOME'),
    ].join('\n');
    collected = await CollectedCity.start(yaml, { nowMs: () => Date.parse('2026-11-05T10:00+01:00') });
  });
  afterAll(async () => {
    await collected.remove();
    await lime.stop();
    delete process.env.TEST_LIME;
  });

  const answered = async (): Promise<unknown> =>
    (await collected.city.measure('a', '2026-Q3', 'perceived-usefulness')).value;

  it('counts submitted answers, keeps nothing of who answered, and leaves no session behind', async () => {
    const run = await collected.run('enkaten');
    expect(run).toMatchObject({ outcome: 'succeeded', refused: 0 });
    expect(run.receipts).toHaveLength(1);
    // 4 of 12 answered 5, the others 3, on a scale of 1 to 5.
    const number = expect.closeTo((100 * (4 + 0.5 * 8)) / 12, 9);
    expect(await answered()).toMatchObject({ kind: 'number', n: PEOPLE, number });
    expect(JSON.stringify(run)).not.toMatch(/hemlig|192\.0\.2|limenyckel/);
    expect(lime.sessions.size).toBe(0);
  });

  it('changes nothing by asking again, and begins another session when one has ended', async () => {
    lime.forgets = 1;
    expect(await collected.run('enkaten')).toMatchObject({ outcome: 'succeeded', stored: 0 });
    expect(lime.sessions.size).toBe(0);
  });

  it('warns of a survey without answers: that is no zero', async () => {
    const run = await collected.run('obesvarad');
    expect(run).toMatchObject({ outcome: 'empty', stored: 0 });
  });

  it.each([
    ['a survey that may not be exported', 'okand', () => undefined, 'lämnar inte ut enkät 3: No permission'],
    ['a wrong password', 'fel-losen', () => undefined, 'släpper inte in användaren perspektiv'],
    ['half an export', 'enkaten', () => (lime.cut = 401), 'svarar inte med en fil'],
    ['an interface that is off', 'enkaten', () => (lime.isOff = true), 'gränssnittet är påslaget'],
  ])('says what is wrong with %s, and keeps what is stored', async (_, id, goWrong, words) => {
    const before = await answered();
    goWrong();
    const run = await collected.run(id);
    [lime.cut, lime.isOff] = [null, false];
    expect(run).toMatchObject({ outcome: 'failed', stored: 0, text: { sv: expect.stringContaining(words) } });
    expect(await answered()).toEqual(before);
    expect(lime.sessions.size).toBe(0);
  });

  it('says that there are fewer answers than before', async () => {
    lime.surveys.set(1, answers(3).slice(0, 9));
    const run = await collected.run('enkaten');
    expect(run.warnings.map(({ text }) => text.sv)).toContain('Enkät 1 har färre svar än förut: 9 mot 12.');
  });
});
