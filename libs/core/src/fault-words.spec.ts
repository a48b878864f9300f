import { readFile } from 'node:fs/promises';
import { faultInWords } from './fault-words.js';

describe('what the disk or the network said, in words', () => {
  it('is known by its code', async () => {
    const error: unknown = await readFile('/nowhere/at/all').catch((thrown: unknown) => thrown);
    expect(faultInWords(error)).toEqual({
      sv: 'mappen eller filen finns inte',
      en: 'the folder or file is not there',
    });
  });

  it('is looked for in the causes', async () => {
    const error: unknown = await fetch('http://127.0.0.1:1/').catch((thrown: unknown) => thrown);
    expect(faultInWords(error).sv).toMatch(/ingen tar emot anslutningar|lyder ”bad port”/);
    const wrapped = new Error('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOSPC' }) });
    expect(faultInWords(wrapped).sv).toBe('disken är full');
  });

  it('is known by the name of a time limit', () => {
    expect(faultInWords(new DOMException('The operation was aborted', 'TimeoutError')).sv).toBe(
      'inget svar kom inom tiden',
    );
  });

  it('is quoted where there are no words for it, and does not follow causes in a circle', () => {
    const error = new Error('odd');
    error.cause = error;
    expect(faultInWords(error)).toEqual({ sv: 'felet lyder ”odd”', en: 'the error says “odd”' });
    expect(faultInWords('plain').sv).toBe('felet lyder ”plain”');
  });
});
