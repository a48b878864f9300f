import { describe, expect, it } from '@jest/globals';
import { Remembered } from './remembered.js';

describe('Remembered', () => {
  /** Counts how often each question is worked out. */
  function counting(): {
    remembered: Remembered<string>;
    worked: string[];
    ask: (q: string, r?: string) => Promise<string>;
  } {
    const remembered = new Remembered<string>(2);
    const worked: string[] = [];
    const ask = (question: string, revision = '1'): Promise<string> =>
      remembered.answer(question, revision, () => {
        worked.push(question);
        return question === 'wrong'
          ? Promise.reject(new Error('no'))
          : Promise.resolve(`${question}${revision}`);
      });
    return { remembered, worked, ask };
  }

  it('works an answer out once for all who ask, until something has changed', async () => {
    const { worked, ask } = counting();
    expect(await Promise.all([ask('a'), ask('a')])).toEqual(['a1', 'a1']);
    expect(await ask('a')).toBe('a1');
    expect(await ask('a', '2')).toBe('a2');
    expect(worked).toEqual(['a', 'a']);
  });

  it('keeps no failure', async () => {
    const { worked, ask } = counting();
    await expect(ask('wrong')).rejects.toThrow();
    await expect(ask('wrong')).rejects.toThrow();
    expect(worked).toEqual(['wrong', 'wrong']);
  });

  it('holds so many answers, and forgets the oldest', async () => {
    const { remembered, worked, ask } = counting();
    for (const question of ['a', 'b', 'c']) await ask(question);
    expect(['a', 'b', 'c'].map((question) => remembered.knows(question))).toEqual([false, true, true]);
    await ask('a');
    expect(worked).toEqual(['a', 'b', 'c', 'a']);
  });
});
