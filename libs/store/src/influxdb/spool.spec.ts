import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Spool } from './spool.js';

const LARGE = 1024 ** 3;

describe('Spool', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-spool-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const files = async (): Promise<string[]> =>
    (await readdir(folder)).filter((name) => name.endsWith('.spool')).sort();
  const append = (spool: Spool, texts: readonly string[]): Promise<number[]> =>
    Promise.all(texts.map((text) => spool.append(Buffer.from(text))));

  /** Delivers everything, and answers what it was. */
  async function drain(spool: Spool): Promise<string[]> {
    const texts: string[] = [];
    for (;;) {
      const records = await spool.next();
      const last = records.at(-1);
      if (!last) return texts;
      texts.push(...records.map(({ payload }) => payload.toString()));
      await spool.markDelivered(last.number);
    }
  }

  it('hands out what was appended, in order, and keeps nothing of what is delivered', async () => {
    const spool = await Spool.open(folder, LARGE);
    expect(await append(spool, ['a', '', 'å'.repeat(6_000_000), 'b'])).toEqual([1, 2, 3, 4]);
    expect(await drain(spool)).toEqual(['a', '', 'å'.repeat(6_000_000), 'b']);
    expect([spool.bytes, spool.lastNumber, spool.deliveredNumber]).toEqual([0, 4, 4]);
    await spool.close();
    expect(await files()).toEqual([]);
    const again = await Spool.open(folder, LARGE);
    expect(await append(again, ['c'])).toEqual([5]);
    await again.close();
  });

  it('goes on where delivering came to, over files and openings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(fc.string({ maxLength: 40 }), { maxLength: 6 }), fc.nat(4)), {
          maxLength: 5,
        }),
        async (rounds) => {
          const waiting: string[] = [];
          for (const [texts, count] of rounds) {
            const spool = await Spool.open(folder, LARGE);
            await append(spool, texts);
            waiting.push(...texts);
            const records = await spool.next();
            const last = records.slice(0, count).at(-1);
            expect(records.map(({ payload }) => payload.toString())).toEqual(
              waiting.slice(0, records.length),
            );
            if (last) {
              await spool.markDelivered(last.number);
              waiting.splice(0, Math.min(count, records.length));
            }
            await spool.close();
          }
          const spool = await Spool.open(folder, LARGE);
          expect(await drain(spool)).toEqual(waiting);
          await spool.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps every whole record of a file that was cut off while it was written, wherever', async () => {
    const texts = ['ett', 'två', 'tre', 'fyra'];
    const first = await Spool.open(folder, LARGE);
    await append(first, texts);
    await first.close();
    const [name = ''] = await files();
    const whole = await readFile(join(folder, name));
    const ends = texts.map((_, count) =>
      texts.slice(0, count + 1).reduce((sum, text) => sum + 16 + Buffer.byteLength(text), 0),
    );
    for (let cut = 0; cut <= whole.byteLength; cut++) {
      await rm(folder, { recursive: true });
      const fresh = await Spool.open(folder, LARGE);
      await fresh.close();
      await writeFile(join(folder, name), whole);
      await truncate(join(folder, name), cut);
      const spool = await Spool.open(folder, LARGE);
      const kept = ends.filter((end) => end <= cut).length;
      expect(await append(spool, ['ny'])).toEqual([kept + 1]);
      expect(await drain(spool)).toEqual([...texts.slice(0, kept), 'ny']);
      await spool.close();
    }
  });

  it('says so when the disk has changed what was written to it', async () => {
    const spool = await Spool.open(folder, LARGE);
    await append(spool, ['ett', 'två']);
    await spool.close();
    const [name = ''] = await files();
    const bytes = await readFile(join(folder, name));
    bytes[17] = 0;
    await writeFile(join(folder, name), bytes);
    await expect(Spool.open(folder, LARGE)).rejects.toMatchObject({ code: 'store/spool-damaged' });
  });

  it('refuses what does not fit, and takes it when there is room again', async () => {
    const spool = await Spool.open(folder, 100);
    await append(spool, ['x'.repeat(50)]);
    await expect(append(spool, ['x'.repeat(50)])).rejects.toMatchObject({ code: 'store/spool-full' });
    expect(await drain(spool)).toHaveLength(1);
    expect(await append(spool, ['y'])).toEqual([2]);
    await spool.close();
  });
});
