import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { type AwkwardFarm } from './awkward-server.js';

/** Types of records, by their numbers on the wire (RFC 1035, section 3.2.2). */
export const TYPE = { A: 1, CNAME: 5, TXT: 16, AAAA: 28 } as const;
const CODE = { 'no error': 0, 'server failure': 2, 'no such name': 3, refused: 5 } as const;

export interface Question {
  readonly name: string;
  readonly type: number;
  readonly isOverTcp: boolean;
}

export interface NameRecord {
  /** Absent: the name that was asked for. */
  readonly name?: string;
  readonly type: number;
  readonly data: Buffer;
}

export interface Reply {
  readonly code?: keyof typeof CODE;
  readonly records?: readonly NameRecord[];
  /** Says that the answer did not fit, and leaves the records out. */
  readonly isCut?: boolean;
  /** What is answered in place of this, byte by byte. */
  readonly instead?: (reply: Buffer) => Buffer;
}

/** What a name server does with a question; `null`: nothing. */
export type NameServer = (question: Question) => Reply | null;

export const addressRecord = (address: string, name?: string): NameRecord => ({
  ...(name === undefined ? {} : { name }),
  type: TYPE.A,
  data: Buffer.from(address.split('.').map(Number)),
});
export const alias = (name: string, of: string): NameRecord => ({
  name,
  type: TYPE.CNAME,
  data: wireName(of),
});
/** A text in several strings, none longer than 255 bytes. */
export const textRecord = (...strings: readonly string[]): NameRecord => ({
  type: TYPE.TXT,
  data: Buffer.concat(strings.map((text) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]))),
});

const address: Reply = { records: [addressRecord('192.0.2.7')] };
export const answersAddress: NameServer = () => address;
export const fails: NameServer = () => ({ code: 'server failure' });
export const knowsNoSuchName: NameServer = () => ({ code: 'no such name' });
export const isSilent: NameServer = () => null;
export const failsOnIpv6: NameServer = ({ type }) =>
  type === TYPE.AAAA ? { code: 'server failure' } : address;
export const isSilentOnIpv6: NameServer = ({ type }) => (type === TYPE.AAAA ? null : address);

/** A name server on the loopback, over UDP and TCP; resolves to its port. */
export async function startNameServer(
  farm: Pick<AwkwardFarm, 'atClose'>,
  server: NameServer,
): Promise<number> {
  const overTcp = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      answerOverTcp(socket, bytes, server);
    });
  });
  overTcp.listen(0, '127.0.0.1');
  await once(overTcp, 'listening');
  const { port } = overTcp.address() as AddressInfo;
  const overUdp = createSocket('udp4', (bytes, from) => {
    const answer = answerTo(bytes, server, false);
    if (answer) overUdp.send(answer, from.port, from.address);
  });
  overUdp.bind(port, '127.0.0.1');
  await once(overUdp, 'listening');
  farm.atClose(() => {
    overTcp.close();
    overUdp.close();
  });
  return port;
}

/** Two bytes of length go before a message (RFC 1035, section 4.2.2). */
function answerOverTcp(socket: Socket, bytes: Buffer, server: NameServer): void {
  const answer = answerTo(bytes.subarray(2), server, true);
  if (!answer) return;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(answer.length);
  socket.end(Buffer.concat([length, answer]));
}

function answerTo(bytes: Buffer, server: NameServer, isOverTcp: boolean): Buffer | null {
  const endOfName = bytes.indexOf(0, 12);
  const question = {
    name: readName(bytes.subarray(12, endOfName)),
    type: bytes.readUInt16BE(endOfName + 1),
    isOverTcp,
  };
  const reply = server(question);
  if (!reply) return null;
  const { records = [], code = 'no error', isCut = false, instead = (same: Buffer) => same } = reply;
  const told = isCut ? [] : records;
  const header = Buffer.from([
    0,
    0,
    isCut ? 0x83 : 0x81,
    0x80 | CODE[code],
    0,
    1,
    0,
    told.length,
    0,
    0,
    0,
    0,
  ]);
  bytes.copy(header, 0, 0, 2);
  const asked = bytes.subarray(12, endOfName + 5);
  return instead(Buffer.concat([header, asked, ...told.map((record) => wireRecord(record, question.name))]));
}

/** RFC 1035, section 4.1.3, kept for a minute. */
function wireRecord({ name, type, data }: NameRecord, asked: string): Buffer {
  const fixed = Buffer.from([0, type, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([wireName(name ?? asked), fixed, data]);
}

function wireName(name: string): Buffer {
  const labels = name
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}

function readName(bytes: Buffer): string {
  const labels: string[] = [];
  for (let at = 0; at < bytes.length; at += 1 + (bytes[at] ?? 0)) {
    labels.push(bytes.toString('latin1', at + 1, at + 1 + (bytes[at] ?? 0)));
  }
  return labels.join('.');
}
