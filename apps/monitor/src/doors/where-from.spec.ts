import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networkOf } from './where-from.js';

const COARSE = { ipv4: 24, ipv6: 48 };

describe('networkOf', () => {
  it.each([
    ['10.1.2.3', '10.1.2.0/24'],
    ['::ffff:10.1.2.3', '10.1.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['', 'unknown'],
  ])('%s lies in %s', (address, network) => {
    expect(networkOf(address, COARSE)).toBe(network);
  });

  it('tells nothing of the last byte, whatever it is', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(255), (address, last) => {
        const neighbour = address.replace(/\d+$/, String(last));
        expect(networkOf(neighbour, COARSE)).toBe(networkOf(address, COARSE));
      }),
    );
  });

  it('keeps the first 48 bits of IPv6 and nothing after them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }),
        fc.nat(0xffff),
        (groups, other) => {
          fc.pre(groups.some((group) => group > 1));
          const text = (parts: readonly number[]): string => parts.map((part) => part.toString(16)).join(':');
          const network = networkOf(text(groups), COARSE);
          expect(networkOf(text([...groups.slice(0, 3), other, 0, 2, 0, 9]), COARSE)).toBe(network);
          expect(network).toBe(`${text(groups.slice(0, 3))}::/48`);
        },
      ),
    );
  });
});
