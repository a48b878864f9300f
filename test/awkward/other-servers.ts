import { ConnectionOptions, DialogueStep, HttpProbe, type Probe, TcpProbe, TlsProbe } from '#catalogue';
import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import {
  type AwkwardFarm,
  type AwkwardPlace,
  type AwkwardServer,
  type BlackboxModule,
  type NotAsked,
  type Verdict,
} from './awkward-server.js';
import { certificate } from './farm.js';
import { fullBacklog } from './full-backlog.js';

const UP: Verdict = { state: 'up' };
const down = (reason: NonNullable<Verdict['reason']>): Verdict => ({ state: 'down', reason });
const TIMEOUT_MS = 1_000;

function http(url: string, parts: Partial<HttpProbe> = {}): Probe {
  return Object.assign(new HttpProbe(), { id: 'awkward', url, timeoutMs: TIMEOUT_MS }, parts);
}

function tcp(port: number, parts: Partial<TcpProbe> = {}): Probe {
  return Object.assign(
    new TcpProbe(),
    { id: 'awkward', url: `tcp://127.0.0.1:${port}`, timeoutMs: TIMEOUT_MS },
    parts,
  );
}

const answerWell = (socket: Socket): void => {
  socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
};

const asHttp: BlackboxModule = { prober: 'http', settings: { valid_status_codes: [200] } };

const REACHING: readonly AwkwardServer[] = [
  {
    name: 'is where nobody listens',
    ours: down('refused'),
    blackboxSucceeds: false,
    start: () => Promise.resolve({ probe: http('http://127.0.0.1:1/'), blackbox: asHttp }),
  },
  {
    name: 'swallows every attempt to connect',
    ours: down('timeout'),
    blackboxSucceeds: false,
    start: async (farm) => ({
      probe: http(`http://127.0.0.1:${await fullBacklog(farm)}/`),
      blackbox: asHttp,
    }),
  },
  {
    name: 'has a name that is not there (NXDOMAIN)',
    ours: down('dns'),
    blackboxSucceeds: false,
    start: () => Promise.resolve({ probe: http('http://does-not-exist.invalid/'), blackbox: asHttp }),
  },
  {
    name: 'has an address of IPv6 only',
    ours: { state: 'up', statusCode: 200 },
    blackboxSucceeds: true,
    start: async ({ listen }) => {
      const port = await listen(createServer(answerWell), '::1');
      return { probe: http(`http://[::1]:${port}/`), blackbox: asHttp };
    },
  },
  {
    name: 'listens on IPv6 only, under a name that has both',
    ours: { state: 'up', statusCode: 200 },
    blackboxSucceeds: false,
    difference:
      'We try the next address of a name when one refuses, as browsers do; blackbox_exporter tries one.',
    start: async ({ listen }) => {
      const port = await listen(createServer(answerWell), '::1');
      const settings = { ...asHttp.settings, preferred_ip_protocol: 'ip4' };
      return { probe: http(`http://localhost:${port}/`), blackbox: { prober: 'http', settings } };
    },
  },
  {
    name: 'listens on IPv6 only, and IPv4 is asked for',
    ours: down('refused'),
    blackboxSucceeds: false,
    start: async ({ listen }) => {
      const port = await listen(createServer(answerWell), '::1');
      const settings = { ...asHttp.settings, preferred_ip_protocol: 'ip4', ip_protocol_fallback: false };
      return {
        probe: http(`http://localhost:${port}/`, {
          connection: Object.assign(new ConnectionOptions(), { ipVersion: 4 }),
        }),
        blackbox: { prober: 'http', settings },
      };
    },
  },
  {
    name: 'is at a metadata address',
    ours: { state: 'unmonitored', reason: 'blocked' },
    start: () =>
      Promise.resolve({
        probe: http('http://169.254.169.254/'),
        blackbox: { because: 'It would go there.' },
      }),
  },
];

/** What a mail server says that can, or cannot, change to TLS. */
function mailServer(extension: string, secured: (socket: Socket) => void = () => undefined) {
  return (socket: Socket): void => {
    socket.write('220 mail.example ESMTP\r\n');
    socket.on('data', (bytes) => {
      const word = bytes.toString().trim().split(' ')[0];
      if (word === 'EHLO') socket.write(`250-mail.example\r\n250 ${extension}\r\n`);
      else if (word === 'STARTTLS' && extension === 'STARTTLS') {
        socket.removeAllListeners('data');
        socket.write('220 go ahead\r\n');
        secured(socket);
      } else if (word === 'STARTTLS') socket.write('502 not here\r\n');
    });
  };
}

async function securing(farm: AwkwardFarm): Promise<(socket: Socket) => void> {
  const secureContext = createSecureContext(await certificate(farm));
  return (socket) => {
    new TLSSocket(socket, { isServer: true, secureContext }).on('error', () => socket.destroy());
  };
}

const STARTTLS: BlackboxModule = {
  prober: 'tcp',
  settings: {
    preferred_ip_protocol: 'ip4',
    query_response: [
      { expect: '^220 ([^ ]+) ESMTP' },
      { send: 'EHLO perspektiv\r' },
      { expect: '^250[ -]STARTTLS' },
      { send: 'STARTTLS\r' },
      { expect: '^220' },
      { starttls: true },
    ],
    tls_config: { server_name: 'localhost' },
  },
};

interface TcpRow {
  readonly does: string;
  readonly behaviour: (farm: AwkwardFarm) => Promise<(socket: Socket) => void> | ((socket: Socket) => void);
  readonly probe: (port: number) => Probe;
  readonly ours: Verdict;
  readonly blackbox: BlackboxModule | NotAsked;
  readonly succeeds?: boolean;
}

const banner: BlackboxModule = { prober: 'tcp', settings: { query_response: [{ expect: '^220' }] } };
const expects220 = (port: number): Probe =>
  tcp(port, { dialogue: [Object.assign(new DialogueStep(), { expect: '220' })] });
const overSmtp = (port: number): Probe =>
  Object.assign(new TlsProbe(), {
    id: 'awkward',
    url: `tls://localhost:${port}`,
    startTls: 'smtp',
    timeoutMs: TIMEOUT_MS,
  });

const TCP: readonly TcpRow[] = [
  {
    does: 'accepts a connection and hangs up',
    behaviour: () => (socket) => socket.end(),
    probe: tcp,
    ours: UP,
    blackbox: { prober: 'tcp' },
    succeeds: true,
  },
  {
    does: 'greets as it should',
    behaviour: () => (socket) => socket.write('220 mail\r\n'),
    probe: expects220,
    ours: UP,
    blackbox: banner,
    succeeds: true,
  },
  {
    does: 'greets otherwise',
    behaviour: () => (socket) => socket.write('554 no\r\n'),
    probe: expects220,
    ours: down('content'),
    blackbox: banner,
    succeeds: false,
  },
  {
    does: 'never greets',
    behaviour: () => () => undefined,
    probe: expects220,
    ours: down('timeout'),
    blackbox: banner,
    succeeds: false,
  },
  {
    does: 'hangs up before it greets',
    behaviour: () => (socket) => socket.end(),
    probe: expects220,
    ours: down('reset'),
    blackbox: banner,
    succeeds: false,
  },
  {
    does: 'is a mail server that changes to TLS',
    behaviour: async (farm) => mailServer('STARTTLS', await securing(farm)),
    probe: overSmtp,
    ours: UP,
    blackbox: STARTTLS,
    succeeds: true,
  },
  {
    does: 'is a mail server that knows no TLS',
    behaviour: () => mailServer('SIZE'),
    probe: overSmtp,
    ours: down('tls'),
    blackbox: STARTTLS,
    succeeds: false,
  },
  {
    does: 'is no mail server at all',
    behaviour: () => (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'),
    probe: overSmtp,
    ours: down('timeout'),
    blackbox: STARTTLS,
    succeeds: false,
  },
];

function overTcp({ does, behaviour, probe, ours, blackbox, succeeds }: TcpRow): AwkwardServer {
  return {
    name: does,
    ours,
    ...(succeeds === undefined ? {} : { blackboxSucceeds: succeeds }),
    start: async (farm): Promise<AwkwardPlace> => {
      const behave = await behaviour(farm);
      const port = await farm.listen(
        createServer((socket) => {
          behave(socket);
          socket.resume();
        }),
      );
      return { probe: probe(port), blackbox };
    },
  };
}

/** What cannot be reached, and what is no web server. */
export const OTHER_SERVERS: readonly AwkwardServer[] = [...REACHING, ...TCP.map(overTcp)];
