import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ProbeFailure } from './probe-failure.js';

/** At most so many addresses of a name are tried. */
const MAX_ADDRESSES = 3;

/**
 * Asks the name servers itself, without libuv's few threads: were `dns.lookup` used for every probe, a dead name server
 * would block file and engine work of the whole process.
 */
const resolver = new Resolver({ timeout: 2_000, tries: 3 });

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether the host of a URL is an IP address and no name. */
export function isLiteral(hostname: string): boolean {
  return isIP(withoutBrackets(hostname)) !== 0;
}

/** What needs no resolving: an IP literal as URLs write it, or `localhost` (RFC 6761). `null` for every other name. */
export function knownAddresses(hostname: string): readonly string[] | null {
  if (isLiteral(hostname)) return [withoutBrackets(hostname)];
  return /(?:^|\.)localhost\.?$/i.test(hostname) ? ['127.0.0.1', '::1'] : null;
}

/**
 * The addresses of a host name: of IPv4, else of IPv6, else what the machine itself knows (hosts file, search domains).
 * Always asks anew. Throws a {@link ProbeFailure} `dns`.
 */
export async function resolveHost(hostname: string): Promise<readonly string[]> {
  try {
    return await addressesOf(hostname);
  } catch (error) {
    throw new ProbeFailure('dns', 'down', { cause: error });
  }
}

async function addressesOf(hostname: string): Promise<readonly string[]> {
  for (const ask of [() => resolver.resolve4(hostname), () => resolver.resolve6(hostname)]) {
    const addresses = await unlessUnknown(ask);
    if (addresses.length > 0) return addresses.slice(0, MAX_ADDRESSES);
  }
  const known = await lookup(hostname, { all: true });
  return known.slice(0, MAX_ADDRESSES).map(({ address }) => address);
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
