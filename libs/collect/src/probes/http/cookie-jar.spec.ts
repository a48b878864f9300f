import { describe, expect, it } from '@jest/globals';
import { CookieJar } from './cookie-jar.js';

function sent(setCookies: readonly string[], from: string, to: string): string | undefined {
  const jar = new CookieJar();
  jar.take(new URL(from), setCookies);
  return jar.headerFor(new URL(to)).Cookie;
}

describe('the cookies of a transaction', () => {
  it.each([
    ['of the host', ['a=1'], 'http://a.se/', 'http://a.se/x', 'a=1'],
    ['not below the host', ['a=1'], 'http://a.se/', 'http://b.a.se/', undefined],
    ['below the domain', ['a=1; Domain=.a.se'], 'http://b.a.se/', 'http://c.a.se/', 'a=1'],
    ['not of another domain', ['a=1; Domain=b.se'], 'http://a.se/', 'http://b.se/', undefined],
    [
      'not of a domain that only ends alike',
      ['a=1; domain=a.se'],
      'http://a.se/',
      'http://ba.se/',
      undefined,
    ],
    ['below the path', ['a=1; Path=/in'], 'http://a.se/', 'http://a.se/in/side', 'a=1'],
    ['not beside the path', ['a=1; Path=/in'], 'http://a.se/', 'http://a.se/inside', undefined],
    ['below the folder it came from', ['a=1'], 'http://a.se/in/log', 'http://a.se/', undefined],
    ['not in plain text when secure', ['a=1; Secure'], 'https://a.se/', 'http://a.se/', undefined],
    ['not when it is over', ['a=1; Max-Age=0'], 'http://a.se/', 'http://a.se/', undefined],
    [
      'not when it was over long ago',
      ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      'http://a.se/',
      'http://a.se/',
      undefined,
    ],
    ['the last of a name', ['a=1', 'a=2'], 'http://a.se/', 'http://a.se/', 'a=2'],
    [
      'the longest path first',
      ['a=1; Path=/', 'b=2; Path=/in'],
      'http://a.se/',
      'http://a.se/in',
      'b=2; a=1',
    ],
    ['a value with signs', ['a="x=y"; HttpOnly'], 'http://a.se/', 'http://a.se/', 'a="x=y"'],
    ['nothing without a name', ['=1', 'a'], 'http://a.se/', 'http://a.se/', undefined],
  ])('are sent: %s', (_, setCookies, from, to, header) => {
    expect(sent(setCookies, from, to)).toBe(header);
  });
});
