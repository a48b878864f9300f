import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period, type SurveyWave, cityDate } from '#core';
import { Cli, type Ended } from './cli.js';
import { Respondent } from './respondent.js';
import { SmallCity } from './small-city.js';

describe('surveys by hand', () => {
  const today = cityDate(Date.now());
  const period = Period.at('quarter', Date.now()).toString();
  let cli: Cli;
  let city: SmallCity;
  beforeAll(async () => {
    cli = await Cli.made();
    city = await SmallCity.start();
  });
  afterAll(() => Promise.all([cli.remove(), city.remove()]));

  const run = (...words: readonly string[]): Promise<Ended> => cli.run(city.dataFolder, 'surveys', ...words);

  it('are opened, invited to, answered, listed and closed', async () => {
    const days = ['--from', today, '--to', today, '--links', '--places', 'a', 'b'];
    expect(await run('open', 'it-nytta', period, ...days)).toMatchObject({ code: 0 });
    expect(await run('open', 'it-nytta', period, ...days)).toMatchObject({ code: 1 });
    const { out } = await run('invite', 'it-nytta', period, 'a', '--count', '8');
    const paths = out.trim().split('\n');
    expect(paths).toHaveLength(8);
    const person = new Respondent(city.address);
    for (const [i, path] of paths.slice(0, 6).entries()) {
      expect((await person.answer(path, { 'it-usefulness': 1 + (i % 5) })).status).toBe(303);
    }
    expect((await run()).out).toContain(
      `it-nytta ${period}: öppen, ${today} – ${today}, minst 5 svar av 8 (63`,
    );
    expect((await run('close', 'it-nytta', period)).out).toContain('inlämnad');
    const waves = JSON.parse((await run('list', '--json')).out) as SurveyWave[];
    expect(waves.find(({ survey }) => survey === 'it-nytta')).toMatchObject({ state: 'closed', answers: 6 });
    expect(await run('invite', 'it-nytta', '2020-Q1', 'a', '--count', '8')).toMatchObject({ code: 1 });
  });
});
