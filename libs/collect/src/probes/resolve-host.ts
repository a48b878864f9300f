import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from '#core';
import { HostsFile } from './hosts-file.js';
import { MachineFile } from './machine-file.js';
import { ProbeFailure } from './probe-failure.js';
import { namesWithin, searchDomainsIn } from './search-domains.js';

/** At most this many addresses of a name are tried. */
const MAX_ADDRESSES = 8;

/** A version of the Internet Protocol; `undefined`: both, 4 first. */
export type IpVersion = 4 | 6 | undefined;

const hostsFile = new HostsFile('/etc/hosts');
const searchDomains = new MachineFile('/etc/resolv.conf', searchDomainsIn);

/** So long is the answer for one version of IP waited for when that for the other has come. */
const OTHER_VERSION_MS = 300;

/** A name server that is silent for this share of a probe's time gives way to the machine's next. */
const SHARE_OF_TIMEOUT = 0.25;
const LONGEST_WAIT_MS = 2_000;

/**
 * Resolvers by how long they wait for one name server. They ask the name servers themselves, without libuv's few threads:
 * if `dns.lookup` were used for every probe, a dead name server would block file and engine work of the whole process.
 */
const resolvers = new Map<number, Resolver>();

function resolverFor(timeoutMs: number): Resolver {
  const waitMs = waitForOneServer(timeoutMs);
  const known = resolvers.get(waitMs);
  if (known) return known;
  const made = new Resolver({ timeout: waitMs, tries: 3 });
  resolvers.set(waitMs, made);
  return made;
}

/** How long one of the machine's name servers is waited for, so that another can answer within a probe's time. */
export function waitForOneServer(timeoutMs: number): number {
  return Math.max(1, Math.min(LONGEST_WAIT_MS, Math.floor(timeoutMs * SHARE_OF_TIMEOUT)));
}

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
  return ofVersion(knownAddresses(hostname), version);
}

function ofVersion<A extends readonly string[] | null>(
  addresses: A,
  version: IpVersion,
): readonly string[] | A {
  return version === undefined
    ? addresses
    : (addresses?.filter((address) => isIP(address) === version) ?? addresses);
}

/**
 * The addresses of a host name, in the order in which they are tried: those of the hosts file, else of DNS, IPv4 and IPv6
 * in turn (RFC 8305, IPv4 first), as it is written and then within the machine's search domains, else what the machine finds
 * besides (such as names of the local network). Always asks anew. Throws a
 * {@link ProbeFailure} `dns`, also when there is none of the version that is asked for.
 *
 * @param timeoutMs the probe's, of which one name server's silence takes a part only.
 */
export async function resolveHost(
  hostname: string,
  version: IpVersion,
  timeoutMs: number,
): Promise<readonly string[]> {
  try {
    const addresses = await addressesOf(hostname, version, resolverFor(timeoutMs));
    if (addresses.length > 0) return addresses.slice(0, MAX_ADDRESSES);
  } catch (error) {
    throw new ProbeFailure('dns', 'down', { cause: error });
  }
  throw new ProbeFailure('dns');
}

async function addressesOf(
  hostname: string,
  version: IpVersion,
  resolver: Resolver,
): Promise<readonly string[]> {
  const own = ofVersion(hostsFile.addressesOf(hostname), version);
  if (own.length > 0) return own;
  for (const name of [hostname, ...namesWithin(hostname, searchDomains.content)]) {
    const asked = await askedOf(name, version, resolver);
    if (asked.length > 0) return asked;
  }
  const known = await lookup(hostname, { all: true, family: version ?? 0 });
  return known.map(({ address }) => address);
}

/**
 * What name servers say. Some are silent about the version that a name does not have: when one is known, the other is waited
 * for a moment only (RFC 8305, section 3). Throws what they answer when nothing is known of either.
 */
export async function askedOf(
  hostname: string,
  version: IpVersion,
  resolver: Resolver,
): Promise<readonly string[]> {
  const found: string[][] = [[], []];
  const failures: unknown[] = [];
  const questions = [
    version === 6 ? [] : resolver.resolve4(hostname),
    version === 4 ? [] : resolver.resolve6(hostname),
  ];
  const answers = questions.map(async (question, i) => {
    try {
      found[i] = await unlessUnknown(question);
    } catch (error) {
      failures.push(error);
    }
  });
  const all = Promise.all(answers);
  const enough = answers.map(async (answer, i) => {
    await answer;
    await (found[i]?.length ? pause(OTHER_VERSION_MS, undefined, { ref: false }) : all);
  });
  await Promise.race([all, ...enough]);
  const [v4 = [], v6 = []] = found;
  if (v4.length + v6.length === 0 && failures.length > 0) throw failures[0];
  return inTurns(v4, v6);
}

function inTurns(first: readonly string[], second: readonly string[]): string[] {
  const longest = Math.max(first.length, second.length);
  return Array.from({ length: longest }, (_, i) => [first[i], second[i]])
    .flat()
    .filter((address) => address !== undefined);
}

/** Empty when the name servers say that there is no such name or no such record; a failure to answer is thrown. */
async function unlessUnknown(asked: Promise<string[]> | string[]): Promise<string[]> {
  try {
    return await asked;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
}
