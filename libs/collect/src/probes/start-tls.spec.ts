import { TcpProbe, type TlsBeginning, TlsProbe } from '#catalogue';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { type SecureContext, TLSSocket, createSecureContext } from 'node:tls';
import { generate } from 'selfsigned';
import { takeProbe } from './take-probe.js';

/** What a server says at first, and what it answers to what it is told: a fake of the protocol, the TLS is real. */
interface Script {
  readonly greeting: string | null;
  readonly answers: readonly (readonly [asked: RegExp, answer: string | Buffer])[];
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** As servers of each kind do it: dovecot, vsftpd, OpenLDAP, PostgreSQL. */
const WILLING: Readonly<Record<Exclude<TlsBeginning, 'at-once' | 'smtp'>, Script>> = {
  imap: {
    greeting: '* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n',
    answers: [[/^(\S+) STARTTLS\r\n$/, 'a OK Begin TLS negotiation now.\r\n']],
  },
  pop3: { greeting: '+OK ready.\r\n', answers: [[/^STLS\r\n$/, '+OK Begin TLS negotiation.\r\n']] },
  ftp: {
    greeting: '220-Välkommen\r\n220 (vsFTPd 3.0.3)\r\n',
    answers: [[/^AUTH TLS\r\n$/, '234 Proceed with negotiation.\r\n']],
  },
  ldap: {
    greeting: null,
    answers: [[/1\.3\.6\.1\.4\.1\.1466\.20037$/, hex('300c02010178070a010004000400')]],
  },
  postgres: { greeting: null, answers: [[/\x04\xd2\x16\x2f$/, 'S']] },
};

/** As they do it when they have no TLS. */
const UNWILLING: typeof WILLING = {
  imap: { ...WILLING.imap, answers: [[/STARTTLS/, 'a BAD Unknown command\r\n']] },
  pop3: { ...WILLING.pop3, answers: [[/STLS/, '-ERR Unknown command.\r\n']] },
  ftp: { ...WILLING.ftp, answers: [[/AUTH/, '530 Please login with USER and PASS.\r\n']] },
  // Result code 2, protocolError, with words of the server's.
  ldap: { greeting: null, answers: [[/20037$/, hex('300e02010178090a0102040004026e6f')]] },
  postgres: { greeting: null, answers: [[/\x2f$/, 'N']] },
};
const KINDS = Object.keys(WILLING) as (keyof typeof WILLING)[];

const servers: Server[] = [];
let made: { private: string; cert: string };
let trusted: SecureContext;

beforeAll(async () => {
  made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  trusted = createSecureContext({ ca: made.cert });
});
afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

function follow(socket: Socket, { greeting, answers }: Script): void {
  if (greeting !== null) socket.write(greeting);
  socket.once('data', (bytes: Buffer) => {
    const found = answers.find(([asked]) => asked.test(bytes.toString('latin1')));
    if (!found) {
      socket.destroy();
      return;
    }
    socket.write(found[1]);
    const secureContext = createSecureContext({ key: made.private, cert: made.cert });
    const secured = new TLSSocket(socket, { isServer: true, secureContext });
    secured.on('error', () => socket.destroy());
    secured.once('secure', () => secured.write('* well\r\n'));
  });
}

async function serve(script: Script): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    follow(socket, script);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const take = (probe: TcpProbe | TlsProbe) => takeProbe(probe, { secureContext: trusted });

describe.each(KINDS)('STARTTLS of %s', (startTls) => {
  const common = { id: 'p', timeoutMs: 3_000, startTls };

  it('shakes hands when the server agrees, and goes on talking encrypted', async () => {
    const at = `localhost:${await serve(WILLING[startTls])}`;
    expect(await take(Object.assign(new TlsProbe(), { ...common, url: `tls://${at}` }))).toMatchObject({
      state: 'up',
    });
    const dialogue = [{ expect: '* well' }];
    const talking = Object.assign(new TcpProbe(), { ...common, url: `tcp://${at}`, dialogue });
    expect(await take(talking)).toMatchObject({ state: 'up' });
  });

  it('is down when it does not', async () => {
    const at = `localhost:${await serve(UNWILLING[startTls])}`;
    const probe = Object.assign(new TlsProbe(), { ...common, url: `tls://${at}` });
    expect(await take(probe)).toMatchObject({ state: 'down', reason: 'tls' });
  });
});
