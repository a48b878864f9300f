import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { suggest } from './suggest.js';

const KINDS = ['city', 'group', 'district-council', 'committee', 'company'];

describe('suggest', () => {
  it.each([
    ['comittee', 'committee'],
    ['Company', 'company'],
    ['ctiy', 'city'],
    ['district-concil', 'district-council'],
    ['cit', 'city'],
  ])('takes %s for %s', (word, meant) => {
    expect(suggest(word, KINDS)).toBe(meant);
  });

  it.each(['school', 'x', 'cy', '', 'commission'])('takes %p for nothing', (word) => {
    expect(suggest(word, KINDS)).toBeNull();
  });

  it('prefers the nearest, and of equals the first', () => {
    expect(suggest('n-3', ['n-1', 'n-2', 'n-33'])).toBe('n-1');
    expect(suggest('amount', ['amounts', 'amount'])).toBe('amount');
  });

  it('finds any known word again after one letter is lost', () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(word, fc.nat(), (known, at) => {
        const lost = at % known.length;
        expect(suggest(known.slice(0, lost) + known.slice(lost + 1), [known])).toBe(known);
      }),
    );
  });
});
