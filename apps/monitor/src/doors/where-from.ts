import { isIP } from 'node:net';
import { type FastifyRequest } from 'fastify';

/** How much of an address is told: bits of its beginning. */
interface Coarseness {
  readonly ipv4: number;
  readonly ipv6: number;
}

/** What only a proxy adds. */
export const FORWARDING = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-real-ip',
  'forwarded',
  'via',
] as const;
const LOOPBACK = /^(?:::1$|(?:::ffff:)?127\.)/;

/** Whether a call was made on this machine: a proxy's that came from elsewhere was not. */
export function cameByLoopback({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = FORWARDING.some((name) => headers[name] !== undefined);
  return !isForwarded && LOOPBACK.test(socket.remoteAddress ?? '');
}

function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const read = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => parseInt(group, 16));
  if (tail === undefined) return read(head);
  const [before, after] = [read(head), read(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => 0);
  return [...before, ...zeros, ...after];
}

function cut(parts: readonly number[], widthBits: number, keptBits: number): number[] {
  return parts.map((part, place) => {
    const dropped = Math.min(widthBits, Math.max(0, (place + 1) * widthBits - keptBits));
    return part - (part % 2 ** dropped);
  });
}

/** The network that an address lies in, `10.1.2.0/24` or `2001:db8:1::/48` written out; `loopback` for this machine. */
export function networkOf(address: string, { ipv4, ipv6 }: Coarseness): string {
  if (LOOPBACK.test(address)) return 'loopback';
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(plain) === 4) return `${cut(plain.split('.').map(Number), 8, ipv4).join('.')}/${ipv4}`;
  if (isIP(plain) !== 6) return 'unknown';
  const groups = cut(groupsOf(plain), 16, ipv6).slice(0, Math.ceil(ipv6 / 16));
  return `${groups.map((group) => group.toString(16)).join(':')}::/${ipv6}`;
}
