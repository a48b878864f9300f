import { HttpProbe, TlsOptions } from '#catalogue';
import { createServer as createTcpServer, type Server } from 'node:net';
import { createServer, type TlsOptions as ServerOptions } from 'node:tls';
import { generate } from 'selfsigned';
import { type AwkwardFarm, type AwkwardPlace, type AwkwardServer, type Verdict } from './awkward-server.js';
import { certificate, type CertificateWish } from './farm.js';

const UP: Verdict = { state: 'up', statusCode: 200 };
const down = (reason: NonNullable<Verdict['reason']>): Verdict => ({ state: 'down', reason });

interface Row {
  readonly does: string;
  readonly server: (farm: AwkwardFarm) => Promise<Server>;
  readonly ours: Verdict;
  readonly blackbox: boolean;
  readonly difference?: string;
  readonly probe?: Partial<HttpProbe>;
}

/** A server that answers over TLS. */
function secure(wish: CertificateWish = {}, options: ServerOptions = {}): Row['server'] {
  return async (farm) =>
    createServer({ ...(await certificate(farm, wish)), ...options }, (socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell'));
    });
}

function plain(behave: Parameters<typeof createTcpServer>[1] & object): Row['server'] {
  return () => Promise.resolve(createTcpServer(behave));
}

function awkward({ does, server, ours, blackbox, difference, probe = {} }: Row): AwkwardServer {
  return {
    name: does,
    ours,
    blackboxSucceeds: blackbox,
    ...(difference === undefined ? {} : { difference }),
    start: async (farm): Promise<AwkwardPlace> => {
      const url = `https://localhost:${await farm.listen(await server(farm))}/`;
      const common = { id: 'awkward', url, timeoutMs: 1_500 };
      return {
        probe: Object.assign(new HttpProbe(), common, probe),
        blackbox: { prober: 'http', settings: { valid_status_codes: [200], preferred_ip_protocol: 'ip4' } },
      };
    },
  };
}

/** A server whose certificate an authority signed that nobody knows. */
const ofStrangers: Row['server'] = async (farm) => {
  const stranger = await generate([{ name: 'commonName', value: 'Stranger' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  return secure({ authority: { key: stranger.private, cert: stranger.cert } })(farm);
};

const ROWS: readonly Row[] = [
  { does: 'answers over TLS', server: secure(), ours: UP, blackbox: true },
  {
    does: 'has a certificate for another host',
    server: secure({ name: 'other.example' }),
    ours: down('certificate'),
    blackbox: false,
  },
  {
    does: 'has a certificate that has expired',
    server: secure({ fromDays: -30, untilDays: -2 }),
    ours: down('certificate'),
    blackbox: false,
  },
  {
    does: 'has a certificate that is not valid yet',
    server: secure({ fromDays: 2 }),
    ours: down('certificate'),
    blackbox: false,
  },
  {
    does: 'signs its certificate itself',
    server: secure({ isSelfSigned: true }),
    ours: down('certificate'),
    blackbox: false,
  },
  {
    does: 'has a certificate of an unknown authority',
    server: ofStrangers,
    ours: down('certificate'),
    blackbox: false,
  },
  {
    does: 'has a certificate that expires in five days, and ten are wanted',
    server: secure({ untilDays: 5 }),
    probe: { tls: Object.assign(new TlsOptions(), { minDays: 10 }) },
    ours: { state: 'degraded', reason: 'certificate', statusCode: 200 },
    blackbox: true,
    difference:
      'blackbox_exporter tells the date; a rule of Prometheus judges it. Ours is up, too, but degraded.',
  },
  {
    does: 'speaks plain HTTP on the TLS port',
    server: plain((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    ours: down('tls'),
    blackbox: false,
  },
  {
    does: 'resets within the handshake',
    server: plain((socket) => socket.once('data', () => socket.resetAndDestroy())),
    ours: down('reset'),
    blackbox: false,
  },
  {
    does: 'ends within the handshake',
    server: plain((socket) => socket.once('data', () => socket.end())),
    ours: down('reset'),
    blackbox: false,
  },
  {
    does: 'accepts and never shakes hands',
    server: plain((socket) => socket.resume()),
    ours: down('timeout'),
    blackbox: false,
  },
  {
    does: 'sends a TLS alert (handshake_failure)',
    server: plain((socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40])))),
    ours: down('tls'),
    blackbox: false,
  },
  {
    does: 'speaks TLS 1.0 only',
    server: secure({}, { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
    ours: down('tls'),
    blackbox: false,
  },
  {
    does: 'wants a certificate of ours, in TLS 1.2',
    server: secure({}, { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' }),
    ours: down('tls'),
    blackbox: false,
  },
  {
    does: 'wants a certificate of ours, in TLS 1.3',
    server: secure({}, { requestCert: true, rejectUnauthorized: true }),
    ours: down('tls'),
    blackbox: false,
  },
];

/** Over TLS. */
export const TLS_SERVERS: readonly AwkwardServer[] = ROWS.map(awkward);
