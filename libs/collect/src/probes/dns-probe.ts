import { type DnsProbe, type RecordType } from '#catalogue';
import { type ProbeReason, codeOf } from '#core';
import { type AnyRecord, type SoaRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { ProbeFailure } from './probe-failure.js';
import { mayReach } from './probe-settings.js';
import { waitForOneServer } from './resolve-host.js';
import { type Route } from './route.js';

const REASON_OF: Readonly<Record<string, ProbeReason>> = {
  ECONNREFUSED: 'refused',
  ETIMEOUT: 'timeout',
  EBADRESP: 'protocol',
};

type Answer = Awaited<ReturnType<Resolver['resolve']>>;

/**
 * Asks a name server. Throws a {@link ProbeFailure}: `dns` when there is no such name or record or the server fails,
 * `content` when an expected answer is not among the answers.
 */
export async function probeDns(probe: DnsProbe, { attempt, settings }: Route): Promise<void> {
  const resolver = new Resolver({ timeout: waitOf(probe), tries: 1 });
  if (probe.server !== undefined) {
    const address = addressOfServer(probe.server);
    if (!mayReach(address, settings)) throw new ProbeFailure('blocked', 'unmonitored');
    resolver.setServers([probe.server]);
  }
  attempt.mark();
  const answers = await asked(resolver, probe);
  attempt.mark('dnsMs');
  settings.trace?.({ kind: 'records', answers });
  // Such as an alias that leads nowhere.
  if (answers.length === 0) throw new ProbeFailure('dns');
  for (const expected of probe.expectAnswers) {
    const holds = answers.some((answer) => isSameRecord(answer, expected, probe.recordType));
    settings.trace?.({ kind: 'expected', what: expected, holds, found: answers.join(', ') });
    if (!holds) throw new ProbeFailure('content');
  }
}

async function asked(resolver: Resolver, { name, recordType }: DnsProbe): Promise<string[]> {
  try {
    return recordsOf(await resolver.resolve(domainToASCII(name) || name, recordType));
  } catch (error) {
    throw new ProbeFailure(REASON_OF[codeOf(error) ?? ''] ?? 'dns', 'down', { cause: error });
  } finally {
    resolver.cancel();
  }
}

function addressOfServer(server: string): string {
  if (isIP(server) !== 0) return server;
  return server.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
}

/** One server has all of the time; of the machine's own, one that is silent gives way to the next. */
function waitOf({ server, timeoutMs }: DnsProbe): number {
  return server === undefined ? waitForOneServer(timeoutMs) : timeoutMs;
}

/** Whether two ways of writing mean one record: names have no case, texts have, addresses have several spellings. */
export function isSameRecord(answer: string, expected: string, recordType: RecordType): boolean {
  switch (recordType) {
    case 'TXT':
      return answer === expected || answer === unquoted(expected);
    case 'AAAA':
      return canonicalAddress(answer) === canonicalAddress(expected);
    default:
      return plainName(answer) === plainName(expected);
  }
}

/** The words of a record, each a name or a number: without case, final dots and IDNs. */
function plainName(record: string): string {
  return record
    .split(' ')
    .map((word) => word.replace(/\.$/, ''))
    .map((word) => domainToASCII(word) || word.toLowerCase())
    .join(' ');
}

function canonicalAddress(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]/`).hostname : address;
}

/** The text of `"v=DKIM1; p=MIIB" "IjAN"`, as dig prints the parts of a long one. */
function unquoted(text: string): string {
  const parts = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part = '']) =>
    part.replace(/\\(.)/g, '$1'),
  );
  return parts.length > 0 ? parts.join('') : text;
}

/** As `dig +short` prints them. */
function recordsOf(answer: Answer): string[] {
  if (!Array.isArray(answer)) return [soa(answer)];
  return answer.map((record) => {
    if (typeof record === 'string') return record;
    if (Array.isArray(record)) return record.join('');
    return described(record);
  });
}

function soa({ nsname, hostmaster, serial, refresh, retry, expire, minttl }: SoaRecord): string {
  return [nsname, hostmaster, serial, refresh, retry, expire, minttl].join(' ');
}

function described(
  record: Exclude<Exclude<Answer, SoaRecord>[number], string | string[]> | AnyRecord,
): string {
  if ('exchange' in record) return `${record.priority} ${record.exchange}`;
  if ('name' in record && 'weight' in record) {
    return `${record.priority} ${record.weight} ${record.port} ${record.name}`;
  }
  if ('critical' in record) {
    const [tag = '', value = ''] = Object.entries(record).find(([key]) => key !== 'critical') ?? [];
    return `${record.critical} ${tag} "${String(value)}"`;
  }
  return JSON.stringify(record);
}
