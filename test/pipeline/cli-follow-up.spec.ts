import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AcceptedDeviation, type DeliveryState, type StatusMessage } from '#core';
import { Cli, type Ended } from './cli.js';
import { SmallCity } from './small-city.js';

describe('the follow-up team by hand', () => {
  let cli: Cli;
  let city: SmallCity;
  beforeAll(async () => {
    cli = await Cli.made();
    city = await SmallCity.start();
  });
  afterAll(() => Promise.all([cli.remove(), city.remove()]));

  const run = (...words: readonly string[]): Promise<Ended> => cli.run(city.dataFolder, ...words);

  it('comments, accepts a deviation and takes it back', async () => {
    const topic = ['--period', '2026-Q3'];
    expect(await run('comments', 'add', 'availability', 'Flytten gick bra', ...topic)).toMatchObject({
      code: 0,
    });
    expect((await run('comments', ...topic)).out).toContain('Flytten gick bra (local-admin)');
    const terms = ['--from', '2026-07-01', '--until', '2026-12-31', '--reason', 'Ny plattform'];
    expect((await run('deviations', 'accept', 'availability', ...terms)).out).toContain('Ny plattform');
    const [accepted] = JSON.parse((await run('deviations', '--json')).out) as AcceptedDeviation[];
    expect((await run('deviations', 'withdraw', accepted?.id ?? '')).out).toContain('återtagen');
    expect(await run('comments', 'add', 'okand', 'x', ...topic)).toMatchObject({ code: 1 });
    expect(await run('comments', 'add', 'availability')).toMatchObject({ code: 2 });
  });

  it('tells citizens, tells more and ends it', async () => {
    const words = ['messages', 'publish', 'Avbrott', '--text', 'Vi felsöker', '--title-en', 'Outage'];
    expect((await run(...words)).out).toContain('Avbrott');
    const [message] = JSON.parse((await run('messages', '--json')).out) as StatusMessage[];
    expect(message).toMatchObject({ title: { sv: 'Avbrott', en: 'Outage' }, endedAt: null });
    const id = message?.id ?? '';
    expect((await run('messages', 'update', id, 'Felet är hittat')).out).toContain('Felet är hittat');
    expect((await run('messages', 'end', id)).out).toContain('avslutat');
    expect((await run('messages')).out).toBe('Inget meddelande pågår.\n');
  });

  it('sees what is owed, and how systems are', async () => {
    const { out, code } = await run('completeness', '2026-Q3', '--json');
    expect(code).toBe(0);
    const owed = JSON.parse(out) as DeliveryState[];
    expect((await run('completeness', '2026-Q3', '--all')).out.trimEnd().split('\n')).toHaveLength(
      owed.length + 1,
    );
    expect(await run('diff', '2026-Q3')).toMatchObject({ code: 1 });
    expect((await run('status')).out).toMatch(/\d+ nere, /);
    expect(await run('completeness', 'september')).toMatchObject({ code: 2 });
  });
});
