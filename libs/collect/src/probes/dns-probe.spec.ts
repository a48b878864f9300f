import { describe, expect, it } from '@jest/globals';
import { isSameRecord } from './dns-probe.js';

describe('isSameRecord', () => {
  it.each([
    ['TXT', 'v=spf1 -all', 'v=spf1 -all', true],
    ['TXT', 'v=spf1 -all', '"v=spf1 -all"', true],
    ['TXT', 'v=DKIM1; p=MIIBIjAN', '"v=DKIM1; p=MIIB" "IjAN"', true],
    ['TXT', 'key=AbC', 'key=ABC', false],
    ['AAAA', '2001:db8::1', '2001:DB8:0:0:0:0:0:1', true],
    ['AAAA', '2001:db8::1', '2001:db8::2', false],
    ['CNAME', 'CDN.example.se', 'cdn.example.se.', true],
    ['MX', '10 mail.example.se', '10 Mail.example.se.', true],
    ['MX', '10 mail.example.se', '20 mail.example.se', false],
    ['NS', 'xn--bcher-kva.test', 'bücher.test', true],
    ['SOA', 'ns1.test host.test 2026 1 2 3 4', 'ns1.test. host.test. 2026 1 2 3 4', true],
  ] as const)('of %s: %j and %j: %j', (recordType, answer, expected, isSame) => {
    expect(isSameRecord(answer, expected, recordType)).toBe(isSame);
  });
});
