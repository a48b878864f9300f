import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { CollectedCity } from '../collected-city.js';
import { freePort } from '../free-port.js';
import { rounds } from '../rounds.js';
import { CuttingWire } from './cutting-wire.js';
import { describeWith } from './debian-server.js';
import { SSHD, Sshd } from './sshd.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(300_000);

const HEADER = 'Enhet;Period;Belopp;Slag;Anskaffningsområde';
/** Between the answers of the server after which it is cut. */
const STEP = rounds({ few: 5, many: 1 });
const NOW_MS = Date.parse('2026-11-05T10:00+01:00');

describeWith(SSHD, "a collector of an inbox on Debian's openssh-server", () => {
  let sshd: Sshd;
  let wire: CuttingWire;
  let collected: CollectedCity;

  const path = (...names: string[]): string => join(sshd.inbox, ...names);
  const lay = (name: string, amount: number, unit = 'a'): Promise<void> =>
    writeFile(path(name), `${HEADER}\n${unit};2026-09;${amount};utfall;software`);
  const files = async (folder = ''): Promise<string[]> =>
    (await readdir(path(folder), { withFileTypes: true }))
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  /** Names of what was received, newest first. */
  const received = async (): Promise<string[]> =>
    (await collected.city.receipts('followup')).map(({ fileName }) => fileName);

  beforeAll(async () => {
    sshd = await Sshd.start();
    wire = await CuttingWire.to(sshd.port, Infinity);
    const collector = (id: string, options: Record<string, unknown>): string => `
- id: ${id}
  kind: sftp-inbox
  dataset: cost
  schedule: '*/15 * * * *'
  retry: { attempts: 2, backOff: PT0.01S }
  options: ${JSON.stringify({
    ...{ host: '127.0.0.1', port: wire.port, user: userInfo().username, folder: sshd.inbox },
    ...{ privateKey: { fromFile: sshd.keyFile }, hostKeys: [sshd.fingerprint] },
    ...{ files: '*.csv', settleSeconds: 0, ...options },
  })}
`;
    const yaml = [
      collector('ekonomi', {}),
      collector('fel-nyckel', { hostKeys: [`SHA256:${'A'.repeat(43)}`] }),
      collector('fel-namn', { user: 'nobody-of-that-name' }),
      collector('fel-mapp', { folder: '/nowhere/at/all' }),
      collector('borta', { port: await freePort() }),
      collector('lugn', { settleSeconds: 60 }),
    ];
    collected = await CollectedCity.start(yaml.join(''), { nowMs: () => NOW_MS });
  });
  afterAll(async () => {
    await collected.remove();
    await wire.stop();
    await sshd.stop();
  });

  it.each([
    ['fel-nyckel', /visar en annan nyckel \(SHA256:/, 0],
    ['fel-namn', /godtar inte användaren, nyckeln eller lösenordet/, 0],
    ['fel-mapp', /har ingen sådan mapp/, 0],
    ['borta', /går inte att nå/, 1],
  ])('says what is wrong, and takes nothing: %s', async (id, words, retried) => {
    await lay('a.csv', 1);
    const run = await collected.run(id);
    expect(run).toMatchObject({ outcome: 'failed', retried, text: { sv: expect.stringMatching(words) } });
    expect(await files()).toEqual(['a.csv']);
    await rm(path('a.csv'));
  });

  it('takes whole files once, lays the refused aside with the report, and leaves all else', async () => {
    await lay('å.csv', 1000);
    await lay('b.csv', 1000, 'okänd');
    await lay('c.csv.filepart', 1);
    await symlink('/etc/hostname', path('d.csv'));
    expect(await collected.run('ekonomi')).toMatchObject({
      ...{ outcome: 'partial', read: 2, stored: 1, refused: 1 },
    });
    expect(await files()).toEqual(['c.csv.filepart', 'd.csv']);
    expect(await files('done')).toEqual(['å.csv', 'å.csv.rapport.txt']);
    expect(await files('refused')).toEqual(['b.csv', 'b.csv.rapport.txt']);
    const report = await readFile(path('refused', 'b.csv.rapport.txt'), 'utf8');
    expect(report).toMatch(/togs inte emot.*\n[^]*FEL \(rad 2, Enhet\)/);
  });

  it('changes nothing by the same bytes again, and overwrites nothing', async () => {
    await lay('å.csv', 1000);
    expect(await collected.run('ekonomi')).toMatchObject({ outcome: 'succeeded', stored: 0, unchanged: 1 });
    expect(await files('done')).toEqual(['å-2.csv', 'å-2.csv.rapport.txt', 'å.csv', 'å.csv.rapport.txt']);
    expect(await received()).toEqual(['å.csv']);
  });

  it('waits for a file that may not be whole, by the time that the server tells', async () => {
    await lay('ny.csv', 7);
    await utimes(path('ny.csv'), NOW_MS / 1_000, NOW_MS / 1_000 - 59);
    expect(await collected.run('lugn')).toMatchObject({ outcome: 'succeeded', read: 0 });
    await utimes(path('ny.csv'), NOW_MS / 1_000, NOW_MS / 1_000 - 60);
    expect(await collected.run('lugn', { dryRun: 'true' })).toMatchObject({ stored: 1, receipts: [] });
    expect(await files()).toContain('ny.csv');
    await rm(path('ny.csv'));
  });

  it('takes each file once, with its report, wherever the connection is cut', async () => {
    wire.cutNext(Infinity);
    await lay('hel.csv', 1);
    await collected.run('ekonomi');
    const { answers } = wire;
    expect(answers).toBeGreaterThan(24);
    let retried = 0;
    for (let cutAfter = 0; cutAfter < answers; cutAfter += STEP) {
      const name = `bruten-${cutAfter}.csv`;
      await lay(name, 2_000 + cutAfter);
      wire.cutNext(cutAfter);
      const run = await collected.run('ekonomi');
      expect(run).toMatchObject({ outcome: 'succeeded', stored: 1 });
      retried += run.retried;
      expect(await files()).not.toContain(name);
      expect(await files('done')).toEqual(expect.arrayContaining([name, `${name}.rapport.txt`]));
      expect((await received()).filter((each) => each === name)).toEqual([name]);
    }
    expect(retried).toBeGreaterThan(0);
  });

  it('takes a file once when the server goes away in the middle and comes back for the next turn', async () => {
    const { answers } = wire;
    const outcomes = new Set<string>();
    for (let cutAfter = 1; cutAfter < answers; cutAfter += 2 * STEP) {
      const name = `borta-${cutAfter}.csv`;
      await lay(name, 5_000 + cutAfter);
      wire.cutNext(cutAfter, true);
      outcomes.add((await collected.run('ekonomi')).outcome);
      wire.cutNext(Infinity);
      expect(await collected.run('ekonomi')).toMatchObject({ outcome: 'succeeded' });
      expect(await files()).not.toContain(name);
      expect((await files('done')).filter((each) => each.startsWith(`borta-${cutAfter}.`))).toContain(name);
      expect((await received()).filter((each) => each === name)).toEqual([name]);
    }
    // Before the file was stored, and after that.
    expect([...outcomes]).toEqual(expect.arrayContaining(['failed', 'partial']));
  });
});
