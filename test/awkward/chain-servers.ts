import { createSecureServer } from 'node:http2';
import { type Server } from 'node:net';
import { createServer } from 'node:tls';
import { HttpProbe, type Probe, TlsOptions, TlsProbe } from '#catalogue';
import {
  type AwkwardFarm,
  type AwkwardPlace,
  type AwkwardServer,
  type BlackboxModule,
  type Verdict,
} from './awkward-server.js';
import { type Certified, type CertificateWish, certificate } from './farm.js';

const UP: Verdict = { state: 'up', statusCode: 200 };
const DISTRUSTED: Verdict = { state: 'down', reason: 'certificate' };
const TIMEOUT_MS = 1_500;

interface Row {
  readonly does: string;
  readonly server: (farm: AwkwardFarm) => Promise<Server>;
  readonly ours: Verdict;
  readonly blackbox: boolean;
  readonly difference?: string;
  /** Only the handshake, as kind `tls` does it. */
  readonly isOverTlsOnly?: boolean;
  readonly tls?: Partial<TlsOptions>;
  readonly host?: string;
}

/** What a server sends: certificates in this order, and the key of its own, which is the first. */
function sends(makes: (farm: AwkwardFarm) => Promise<readonly Certified[]>): Row['server'] {
  return async (farm) => {
    const chain = await makes(farm);
    const [own] = chain;
    const shown = { key: own?.key, cert: chain.map(({ cert }) => cert).join('\n') };
    return createServer(shown, (socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell'));
    });
  };
}

/** A certificate of ours, signed by an intermediate that is like this, which the farm's authority signed. */
async function twoOf(
  farm: AwkwardFarm,
  between: CertificateWish = {},
  own: CertificateWish = {},
): Promise<[Certified, Certified]> {
  const middle = await certificate(farm, { name: 'Between', hosts: [], isAuthority: true, ...between });
  return [await certificate(farm, { ...own, authority: middle }), middle];
}

const WELL: readonly Row[] = [
  { does: 'sends its certificate and an intermediate', server: sends(twoOf), ours: UP, blackbox: true },
  {
    does: 'sends its chain in the wrong order, with the root',
    server: sends(async (farm) => {
      const [own, between] = await twoOf(farm);
      return [own, farm.authority, between];
    }),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'sends an expired certificate besides that nobody needs',
    server: sends(async (farm) => [
      ...(await twoOf(farm)),
      await certificate(farm, { name: 'Old', isAuthority: true, fromDays: -30, untilDays: -2 }),
    ]),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'sends a root besides that a stranger has signed, and that has expired',
    server: sends(async (farm) => {
      const stranger = await certificate(farm, { name: 'Stranger', isAuthority: true, isSelfSigned: true });
      const crossed = { name: 'Test Authority', hosts: [], isAuthority: true, authority: stranger };
      return [...(await twoOf(farm)), await certificate(farm, { ...crossed, fromDays: -30, untilDays: -2 })];
    }),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'has a certificate for every name of one domain',
    server: sends((farm) => twoOf(farm, {}, { hosts: ['*.example.test'] })),
    tls: { serverName: 'www.example.test' },
    ours: UP,
    blackbox: true,
  },
  {
    does: 'has a certificate for a name beyond ASCII, in Punycode',
    server: sends((farm) => twoOf(farm, {}, { hosts: ['xn--bcher-kva.test'] })),
    tls: { serverName: 'xn--bcher-kva.test' },
    ours: UP,
    blackbox: true,
  },
];

const ENDING: readonly Row[] = [
  {
    does: 'has an intermediate that expires in five days, and ten are wanted of the whole chain',
    server: sends((farm) => twoOf(farm, { untilDays: 5 })),
    isOverTlsOnly: true,
    tls: { minDays: 10 },
    ours: { state: 'degraded', reason: 'certificate' },
    blackbox: true,
    difference:
      'blackbox_exporter tells the date; a rule of Prometheus judges it. Ours is up, too, but degraded.',
  },
  {
    does: 'has an intermediate that has expired',
    server: sends((farm) => twoOf(farm, { fromDays: -30, untilDays: -2 })),
    ours: DISTRUSTED,
    blackbox: false,
  },
];

const BAD: readonly Row[] = [
  {
    does: 'forgets its intermediate',
    server: sends(async (farm) => [(await twoOf(farm))[0]]),
    ours: DISTRUSTED,
    blackbox: false,
  },
  {
    does: 'has an intermediate that may not sign',
    server: sends((farm) => twoOf(farm, { isAuthority: false })),
    ours: DISTRUSTED,
    blackbox: false,
  },
  {
    does: 'sends an intermediate of another authority by the same name',
    server: sends(async (farm) => {
      const [[own], [, other]] = [await twoOf(farm), await twoOf(farm)];
      return [own, other];
    }),
    ours: DISTRUSTED,
    blackbox: false,
  },
  {
    does: 'has a certificate for every name of one domain, and is two levels below',
    server: sends((farm) => twoOf(farm, {}, { hosts: ['*.example.test'] })),
    tls: { serverName: 'a.www.example.test' },
    ours: DISTRUSTED,
    blackbox: false,
  },
  {
    does: 'names its host as common name only',
    server: sends((farm) => twoOf(farm, {}, { hosts: [] })),
    ours: DISTRUSTED,
    blackbox: false,
  },
  {
    does: 'has a certificate whose host name is an address written as text',
    server: sends((farm) => twoOf(farm, {}, { hosts: ['127.0.0.1'] })),
    host: '127.0.0.1',
    ours: DISTRUSTED,
    blackbox: false,
  },
  {
    does: 'speaks HTTP/2 only',
    server: async (farm) =>
      createSecureServer({ ...(await certificate(farm)), allowHTTP1: false }, (_, response) =>
        response.end('well'),
      ),
    ours: { state: 'down', reason: 'tls' },
    blackbox: true,
    difference: 'We speak HTTP/1.1, which every web server for browsers speaks, too.',
  },
];

const withOptions = (options: Partial<TlsOptions>): TlsOptions => Object.assign(new TlsOptions(), options);

function probeOf({ isOverTlsOnly, tls, host = 'localhost' }: Row, port: number): Probe {
  const common = { id: 'awkward', timeoutMs: TIMEOUT_MS, ...(tls && { tls: withOptions(tls) }) };
  return isOverTlsOnly
    ? Object.assign(new TlsProbe(), common, { url: `tls://${host}:${port}` })
    : Object.assign(new HttpProbe(), common, { url: `https://${host}:${port}/` });
}

function blackboxOf({ isOverTlsOnly, tls }: Row): BlackboxModule {
  const settings = {
    preferred_ip_protocol: 'ip4',
    ...(tls?.serverName !== undefined && { tls_config: { server_name: tls.serverName } }),
  };
  return isOverTlsOnly
    ? { prober: 'tcp', settings: { ...settings, tls: true } }
    : { prober: 'http', settings: { ...settings, valid_status_codes: [200] } };
}

function awkward(row: Row): AwkwardServer {
  return {
    name: row.does,
    ours: row.ours,
    blackboxSucceeds: row.blackbox,
    ...(row.difference === undefined ? {} : { difference: row.difference }),
    start: async (farm): Promise<AwkwardPlace> => ({
      probe: probeOf(row, await farm.listen(await row.server(farm))),
      blackbox: blackboxOf(row),
    }),
  };
}

/** What servers prove who they are with, over TLS. */
export const CHAIN_SERVERS: readonly AwkwardServer[] = [...WELL, ...ENDING, ...BAD].map(awkward);
