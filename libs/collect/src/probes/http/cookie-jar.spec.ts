import { describe, expect, it } from '@jest/globals';
import { CookieJar } from './cookie-jar.js';

function sent(setCookies: readonly string[], from: string, to: string): string | undefined {
  const jar = new CookieJar();
  jar.take(new URL(from), setCookies);
  return jar.headerFor(new URL(to)).Cookie;
}

describe('the cookies of a transaction', () => {
  it.each([
    ['of the host', ['a=1'], 'http://ort.se/', 'http://ort.se/x', 'a=1'],
    ['not below the host', ['a=1'], 'http://ort.se/', 'http://b.ort.se/', undefined],
    ['below the domain', ['a=1; Domain=.ort.se'], 'http://b.ort.se/', 'http://c.ort.se/', 'a=1'],
    ['not of another domain', ['a=1; Domain=b.se'], 'http://ort.se/', 'http://b.se/', undefined],
    [
      'not of a domain that only ends alike',
      ['a=1; domain=ort.se'],
      'http://ort.se/',
      'http://bort.se/',
      undefined,
    ],
    ['below the path', ['a=1; Path=/in'], 'http://ort.se/', 'http://ort.se/in/side', 'a=1'],
    ['not beside the path', ['a=1; Path=/in'], 'http://ort.se/', 'http://ort.se/inside', undefined],
    ['below the folder it came from', ['a=1'], 'http://ort.se/in/log', 'http://ort.se/', undefined],
    ['not in plain text when secure', ['a=1; Secure'], 'https://ort.se/', 'http://ort.se/', undefined],
    ['not when it is over', ['a=1; Max-Age=0'], 'http://ort.se/', 'http://ort.se/', undefined],
    [
      'not when it was over long ago',
      ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      'http://ort.se/',
      'http://ort.se/',
      undefined,
    ],
    ['the last of a name', ['a=1', 'a=2'], 'http://ort.se/', 'http://ort.se/', 'a=2'],
    [
      'the longest path first',
      ['a=1; Path=/', 'b=2; Path=/in'],
      'http://ort.se/',
      'http://ort.se/in',
      'b=2; a=1',
    ],
    ['a value with signs', ['a="x=y"; HttpOnly'], 'http://ort.se/', 'http://ort.se/', 'a="x=y"'],
    ['on this machine', ['a=1; Path=/'], 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080/x', 'a=1'],
    ['on a bare name', ['a=1; Path=/'], 'http://localhost:8080/in', 'http://localhost:8080/x', 'a=1'],
    ['not for everything under .se', ['a=1; Domain=se'], 'http://ort.se/', 'http://b.se/', undefined],
    ['nothing without a name', ['=1', 'a'], 'http://ort.se/', 'http://ort.se/', undefined],
  ])('are sent: %s', (_, setCookies, from, to, header) => {
    expect(sent(setCookies, from, to)).toBe(header);
  });
});
