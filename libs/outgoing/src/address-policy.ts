import { BlockList, isIP } from 'node:net';
import { embeddedIpv4, mappedIpv4 } from './embedded-address.js';
import { OutgoingRefusal } from './outgoing-refusal.js';

/** What a machine in a data centre tells about itself, with its keys: nobody may be led there (domain.md, section 10). */
const METADATA_ADDRESSES = [
  '169.254.169.254', // AWS, Azure, Google, OpenStack and most others
  '169.254.170.2', // AWS, of containers
  '169.254.170.23', // AWS, of pods
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254', // Google
  '100.100.100.200', // Alibaba
  '168.63.129.16', // Azure, of the host
  '192.0.0.192', // Oracle
];

/** So many addresses are remembered at a time; who is led to more pays for asking again. */
const MOST_REMEMBERED = 10_000;

const LINK_LOCAL_NETWORKS = ['169.254.0.0/16', 'fe80::/10'];

type Family = 'ipv4' | 'ipv6';

function familyOf(address: string): Family | null {
  const version = isIP(address);
  if (version === 0) return null;
  return version === 4 ? 'ipv4' : 'ipv6';
}

function addNetwork(list: BlockList, network: string): void {
  const [address = '', prefix] = network.split('/');
  const family = familyOf(address);
  if (!family) throw new RangeError(`"${network}" is no network`);
  list.addSubnet(address, prefix === undefined ? (family === 'ipv4' ? 32 : 128) : Number(prefix), family);
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) addNetwork(list, network);
  return list;
}

const METADATA = listOf(METADATA_ADDRESSES);
const LINK_LOCAL = listOf(LINK_LOCAL_NETWORKS);

function holds(list: BlockList, address: string): boolean {
  const family = familyOf(address);
  return family !== null && list.check(address, family);
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/**
 * Where this process may connect to. Addresses of metadata services and of the link are never allowed, however they are
 * written; a city that names its networks is kept within them. Pure: it knows addresses, and resolves nothing.
 */
export class AddressPolicy {
  private readonly allowed: BlockList | null;
  /** What was answered before: the same few addresses are asked for again and again. */
  private readonly judged = new Map<string, OutgoingRefusal | null>();

  /** `networks` as CIDR, `10.0.0.0/8`, or single addresses; none: everywhere but the addresses that are never allowed. */
  constructor(networks: readonly string[] = []) {
    this.allowed = networks.length > 0 ? listOf(networks) : null;
  }

  /** Why a resolved, or literal, IP address may not be connected to; `null` when it may. */
  refusalOfAddress(written: string): OutgoingRefusal | null {
    const known = this.judged.get(written);
    if (known !== undefined) return known;
    const refusal = this.judge(written);
    if (this.judged.size >= MOST_REMEMBERED) this.judged.clear();
    this.judged.set(written, refusal);
    return refusal;
  }

  private judge(written: string): OutgoingRefusal | null {
    const [bare = ''] = withoutBrackets(written).split('%');
    if (!familyOf(bare)) throw new TypeError(`"${written}" is no IP address`);
    const isLong = isIP(bare) === 6;
    const address = (isLong ? mappedIpv4(bare) : null) ?? bare;
    const writings = [address, ...(isLong ? embeddedIpv4(bare) : [])];
    if (writings.some((w) => holds(METADATA, w)))
      return new OutgoingRefusal('outgoing/metadata', `${bare} is the address of a metadata service`);
    if (writings.some((w) => holds(LINK_LOCAL, w)))
      return new OutgoingRefusal('outgoing/link-local', `${bare} is an address of the link only`);
    if (this.allowed && !holds(this.allowed, address))
      return new OutgoingRefusal(
        'outgoing/network-not-allowed',
        `${bare} is in none of the allowed networks`,
      );
    return null;
  }

  /**
   * Why a URL may not be gone to, as far as it tells by itself: its scheme (`http:`), a password in it, an address in
   * place of a name. A name is judged by what it resolves to, when it is connected to.
   */
  refusalOfUrl(url: URL, schemes: readonly string[] = ['http:', 'https:']): OutgoingRefusal | null {
    if (!schemes.includes(url.protocol))
      return new OutgoingRefusal('outgoing/scheme', `${url.protocol} is none of ${schemes.join(', ')}`);
    if (url.username !== '' || url.password !== '')
      return new OutgoingRefusal('outgoing/credentials-in-address', 'An address may not hold a password');
    return this.refusalOfHost(url.hostname);
  }

  /** The same of a host, when it is an IP address; a name passes until it is resolved. */
  refusalOfHost(hostname: string): OutgoingRefusal | null {
    return familyOf(withoutBrackets(hostname)) ? this.refusalOfAddress(hostname) : null;
  }
}
