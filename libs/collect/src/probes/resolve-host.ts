import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ProbeFailure } from './probe-failure.js';

/** At most so many addresses of a name are tried. */
const MAX_ADDRESSES = 3;

/** A version of the Internet Protocol; `undefined`: whichever there is, 4 before 6. */
export type IpVersion = 4 | 6 | undefined;

/**
 * Asks the name servers itself, without libuv's few threads: were `dns.lookup` used for every probe, a dead name server
 * would block file and engine work of the whole process.
 */
const resolver = new Resolver({ timeout: 2_000, tries: 3 });

/** The host of a URL, an IPv6 address without its brackets. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether the host of a URL is an IP address and no name. */
export function isLiteral(hostname: string): boolean {
  return isIP(withoutBrackets(hostname)) !== 0;
}

/** What needs no resolving: an IP literal as URLs write it, or `localhost` (RFC 6761). `null` for every other name. */
function knownAddresses(hostname: string): readonly string[] | null {
  if (isLiteral(hostname)) return [withoutBrackets(hostname)];
  return /(?:^|\.)localhost\.?$/i.test(hostname) ? ['127.0.0.1', '::1'] : null;
}

/** As {@link knownAddresses}, of one version. */
export function knownWithoutAsking(hostname: string, version: IpVersion): readonly string[] | null {
  const known = knownAddresses(hostname);
  return version === undefined ? known : (known?.filter((address) => isIP(address) === version) ?? null);
}

/**
 * The addresses of a host name: of IPv4, else of IPv6, else what the machine itself knows (hosts file, search domains).
 * Always asks anew. Throws a {@link ProbeFailure} `dns`, also when there is none of the version that is asked for.
 */
export async function resolveHost(hostname: string, version: IpVersion): Promise<readonly string[]> {
  try {
    const addresses = await addressesOf(hostname, version);
    if (addresses.length > 0) return addresses.slice(0, MAX_ADDRESSES);
  } catch (error) {
    throw new ProbeFailure('dns', 'down', { cause: error });
  }
  throw new ProbeFailure('dns');
}

async function addressesOf(hostname: string, version: IpVersion): Promise<readonly string[]> {
  const asks = [
    ...(version === 6 ? [] : [() => resolver.resolve4(hostname)]),
    ...(version === 4 ? [] : [() => resolver.resolve6(hostname)]),
  ];
  for (const ask of asks) {
    const addresses = await unlessUnknown(ask);
    if (addresses.length > 0) return addresses;
  }
  const known = await lookup(hostname, { all: true, family: version ?? 0 });
  return known.map(({ address }) => address);
}

/** Empty when the name servers say that there is no such name or no such record; a failure to answer is thrown. */
async function unlessUnknown(ask: () => Promise<string[]>): Promise<string[]> {
  try {
    return await ask();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
}
