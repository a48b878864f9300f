import { type TlsBeginning } from '#catalogue';
import { type Socket } from 'node:net';
import { ProbeFailure } from './probe-failure.js';
import { Talk } from './talk.js';

interface Turn {
  readonly send?: string | Buffer;
  /** Whether the answer is all there. */
  readonly whole: RegExp;
  /** Whether it is the one that is hoped for. */
  readonly well: RegExp;
}

const LAST_LINE_OF_CODE = /^\d{3} [^\n]*\n$/m;

/** An LDAP extended request for StartTLS (RFC 4511, section 4.14), message 1. */
const LDAP_REQUEST = Buffer.from('301d02010177188016312e332e362e312e342e312e313436362e3230303337', 'hex');
/** SSLRequest of PostgreSQL's frontend protocol. */
const POSTGRES_REQUEST = Buffer.from('0000000804d2162f', 'hex');

/** What is said before TLS begins (RFC 3207, 2595, 4217, 4511). */
const TURNS: Readonly<Record<Exclude<TlsBeginning, 'at-once'>, readonly Turn[]>> = {
  smtp: [
    { whole: LAST_LINE_OF_CODE, well: /^220[ -]/ },
    { send: 'EHLO perspektiv\r\n', whole: LAST_LINE_OF_CODE, well: /^250[ -]STARTTLS\b/im },
    { send: 'STARTTLS\r\n', whole: LAST_LINE_OF_CODE, well: /^220 / },
  ],
  imap: [
    { whole: /\n$/, well: /^\* OK/i },
    { send: 'a STARTTLS\r\n', whole: /^a [^\n]*\n$/m, well: /^a OK/im },
  ],
  pop3: [
    { whole: /\n$/, well: /^\+OK/ },
    { send: 'STLS\r\n', whole: /\n$/, well: /^\+OK/ },
  ],
  ftp: [
    { whole: LAST_LINE_OF_CODE, well: /^220[ -]/ },
    { send: 'AUTH TLS\r\n', whole: LAST_LINE_OF_CODE, well: /^234 / },
  ],
  // The result code (ENUMERATED, success) is the first part of the extended response (application 24).
  ldap: [{ send: LDAP_REQUEST, whole: /x[^]{4}|x\x84[^]{7}/, well: /x(?:\x84[^]{3})?[^]\n\x01\0/ }],
  postgres: [{ send: POSTGRES_REQUEST, whole: /^[^]/, well: /^S$/ }],
};

/**
 * Agrees with a server that TLS begins now. Throws a {@link ProbeFailure}: `protocol` when it greets in another protocol,
 * `tls` when it does not agree.
 */
export async function askForTls(socket: Socket, protocol: Exclude<TlsBeginning, 'at-once'>): Promise<void> {
  const talk = new Talk(socket);
  for (const { send, whole, well } of TURNS[protocol]) {
    if (send !== undefined) talk.say(send);
    const heard = await talk.hear((text) => whole.test(text));
    if (!well.test(heard)) throw new ProbeFailure(send === undefined ? 'protocol' : 'tls');
  }
  talk.end();
}
