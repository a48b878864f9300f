import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AddressPolicy } from './address-policy.js';

const everywhere = new AddressPolicy();
const code = (address: string, policy = everywhere) => policy.refusalOfAddress(address)?.code ?? null;

describe('addresses that are never allowed', () => {
  it.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '[::ffff:a9fe:a9fe]',
    '::169.254.169.254',
    '::ffff:0:169.254.169.254',
    '64:ff9b::169.254.169.254',
    '64:ff9b:1::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    '2001:0:1::5601:5601',
    'fd00:ec2::254',
    'FD00:0EC2:0:0:0:0:0:254',
    '100.100.100.200',
    '168.63.129.16',
  ])('%s is of a metadata service', (address) => {
    expect(code(address)).toBe('outgoing/metadata');
    expect(code(address, new AddressPolicy(['0.0.0.0/0', '::/0']))).toBe('outgoing/metadata');
  });

  it.each(['169.254.0.1', '::ffff:169.254.7.7', 'fe80::1', 'fe80::1%eth0', 'febf::'])(
    '%s is of the link',
    (address) => {
      expect(code(address)).toBe('outgoing/link-local');
    },
  );

  it('and all others are, where no network is named', () => {
    for (const address of ['127.0.0.1', '::1', '10.1.2.3', '192.0.2.1', '2001:db8::1', '::', 'fec0::1'])
      expect(code(address)).toBeNull();
  });
});

describe('an allow-list', () => {
  const city = new AddressPolicy(['10.20.0.0/16', '192.0.2.7', '2001:db8:1::/48']);

  it.each(['10.20.0.0', '10.20.255.255', '::ffff:10.20.3.4', '192.0.2.7', '2001:db8:1:ffff::1'])(
    'holds %s',
    (address) => {
      expect(code(address, city)).toBeNull();
    },
  );

  it.each(['10.21.0.0', '127.0.0.1', '::1', '192.0.2.8', '2001:db8:2::1', '64:ff9b::10.20.3.4'])(
    'keeps %s out',
    (address) => {
      expect(code(address, city)).toBe('outgoing/network-not-allowed');
    },
  );

  it('judges an address and its IPv4-mapped writing alike', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom(everywhere, city), (address, policy) => {
        expect(code(`::ffff:${address}`, policy)).toBe(code(address, policy));
      }),
    );
  });

  it('is not made of what is no network', () => {
    expect(() => new AddressPolicy(['10.20.0.0/33'])).toThrow();
    expect(() => new AddressPolicy(['stockholm.se'])).toThrow('no network');
  });
});

describe('URLs', () => {
  const ofUrl = (url: string) => everywhere.refusalOfUrl(new URL(url))?.code ?? null;

  it.each([
    ['file:///etc/passwd', 'outgoing/scheme'],
    ['ftp://example.se/', 'outgoing/scheme'],
    ['data:text/plain,a', 'outgoing/scheme'],
    ['http://somebody:secret@example.se/', 'outgoing/credentials-in-address'],
    ['http://169.254.169.254/latest', 'outgoing/metadata'],
    ['http://0xA9FEA9FE/', 'outgoing/metadata'],
    ['http://2852039166/', 'outgoing/metadata'],
    ['http://0251.0376.0251.0376/', 'outgoing/metadata'],
    ['http://[::ffff:169.254.169.254]/', 'outgoing/metadata'],
    ['http://①⑥⑨.254.169.254/', 'outgoing/metadata'],
    ['https://example.se/', null],
    ['http://127.0.0.1:8080/', null],
  ])('%s: %s', (url, expected) => {
    expect(ofUrl(url)).toBe(expected);
  });

  it('of other schemes, where these are known', () => {
    const url = new URL('tcp://[fd00:ec2::254]:22');
    expect(everywhere.refusalOfUrl(url, ['tcp:'])?.code).toBe('outgoing/metadata');
  });
});
