import { describe, expect, it } from '@jest/globals';
import { namesWithin, searchDomainsIn } from './search-domains.js';

describe('searchDomainsIn', () => {
  it.each([
    ['nameserver 127.0.0.1\n', []],
    ['search intra.example.se. example.se # ours\n', ['intra.example.se', 'example.se']],
    ['domain example.se\nsearch a.test b.test\n; search c.test\n', ['a.test', 'b.test']],
    ['search a b c d e f g h\n', ['a', 'b', 'c', 'd', 'e', 'f']],
  ])('of %j: %j', (text, domains) => {
    expect(searchDomainsIn(text)).toEqual(domains);
  });
});

describe('namesWithin', () => {
  it('are one in each domain, and none of a name that ends with a dot', () => {
    expect(namesWithin('db', ['a.test', 'b.test'])).toEqual(['db.a.test', 'db.b.test']);
    expect(namesWithin('db.', ['a.test'])).toEqual([]);
  });
});
