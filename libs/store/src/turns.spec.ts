import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Turns } from './turns.js';

describe('Turns', () => {
  it('runs jobs in their order, each thing used by one job at a time, all things when there is work', async () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), lengths, async (size, jobs) => {
        const turns = new Turns(Array.from({ length: size }, () => ({ users: 0 })));
        const begun: number[] = [];
        let running = 0;
        let most = 0;
        const job = async (index: number, length: number, thing: { users: number }): Promise<number> => {
          begun.push(index);
          expect(++thing.users).toBe(1);
          most = Math.max(most, ++running);
          for (let step = 0; step < length; step++) await setImmediate();
          running--;
          thing.users--;
          return index;
        };
        const answers = jobs.map((length, index) => turns.use((thing) => job(index, length + 1, thing)));
        expect(await Promise.all(answers)).toEqual(jobs.map((_, index) => index));
        expect(begun).toEqual(jobs.map((_, index) => index));
        expect(most).toBe(Math.min(size, jobs.length));
      }),
    );
  });

  it('goes on after a job that fails', async () => {
    const turns = new Turns([{}]);
    const failing = turns.use(() => Promise.reject(new Error('no')));
    const next = turns.use(() => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('settles when every job that was asked for is over, also those that had to wait, and those that fail', async () => {
    const turns = new Turns([{}, {}]);
    let over = 0;
    const jobs = [1, 2, 3, 4, 5].map((number) =>
      turns.use(async () => {
        for (let step = 0; step < number; step++) await setImmediate();
        over++;
        if (number % 2 === 0) throw new Error('no');
      }),
    );
    const results = Promise.allSettled(jobs);
    await turns.settled();
    expect(over).toBe(5);
    await results;
  });
});
