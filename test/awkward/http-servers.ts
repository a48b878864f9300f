import { gzipSync } from 'node:zlib';
import { type AwkwardServer } from './awkward-server.js';
import {
  awkward,
  byPath,
  down,
  followed,
  goesOn,
  OK,
  type Row,
  says,
  saysAndResets,
  sought,
  UP,
} from './http-row.js';

const HEAD_ONLY =
  'We look at the head alone unless something is expected of the body; blackbox_exporter always reads all of it.';
const STRICT = 'With a body to read we parse the head strictly, as Node does; Go is lenient here.';

const WELL: readonly Row[] = [
  { does: 'answers', behaviour: says(`${OK}Content-Length: 2\r\n\r\nok`), ours: UP, blackbox: true },
  { does: 'answers in HTTP/1.0', behaviour: says('HTTP/1.0 200 OK\r\n\r\nok'), ours: UP, blackbox: true },
  {
    does: 'gives no reason phrase',
    behaviour: says('HTTP/1.1 200\r\nA: b\r\n\r\n'),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'ends lines with a bare line feed',
    behaviour: says('HTTP/1.1 200 OK\nA: b\n\nok'),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'sends the head byte by byte',
    behaviour: says(...Array.from(`${OK}A: b\r\n\r\n`)),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'sends early hints (103) first',
    behaviour: says(`HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n${OK}\r\n`),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'says 100 Continue though nobody asked',
    behaviour: says(`HTTP/1.1 100 Continue\r\n\r\n${OK}\r\n`),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'answers at once with a page of 500 kB',
    behaviour: says(`${OK}Content-Length: 500000\r\n\r\n${'x'.repeat(500_000)}`),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'has a head of 20 kB',
    behaviour: says(`${OK}A: ${'b'.repeat(20_000)}\r\n\r\nhere`),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'has a head of 20 kB, and text is expected',
    behaviour: says(`${OK}A: ${'b'.repeat(20_000)}\r\n\r\nhere`),
    probe: sought,
    ours: UP,
    blackbox: true,
  },
  {
    does: 'begins with an empty line',
    behaviour: says(`\r\n${OK}Content-Length: 2\r\n\r\nok`),
    ours: UP,
    blackbox: false,
    difference: 'We skip empty lines before an answer, as browsers do; Go does not.',
  },
  {
    does: 'gives its chunks extensions and trailers, and text is expected',
    behaviour: says(
      `${OK}Trailer: B\r\nTransfer-Encoding: chunked\r\n\r\n4;a="b c"\r\nhere\r\n0;d\r\nB: e\r\n\r\n`,
    ),
    probe: sought,
    ours: UP,
    blackbox: true,
  },
  {
    does: 'stays open after an answer in HTTP/1.0, and text is expected',
    behaviour: (socket) => {
      socket.once('data', () =>
        socket.write('HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 4\r\n\r\nhere'),
      );
    },
    probe: sought,
    ours: UP,
    blackbox: true,
  },
  {
    does: 'has no content (204), which is expected',
    behaviour: says('HTTP/1.1 204 No Content\r\n\r\n'),
    probe: { expectStatus: [204] },
    ours: { state: 'up', statusCode: 204 },
    blackbox: true,
  },
  {
    does: 'answers HEAD with a body',
    behaviour: says(`${OK}Content-Length: 4\r\n\r\nhere`),
    probe: { method: 'HEAD' },
    ours: UP,
    blackbox: true,
  },
  {
    does: 'packs the body (gzip) though nobody asked',
    behaviour: says(
      Buffer.concat([Buffer.from(`${OK}Content-Encoding: gzip\r\n\r\n`), gzipSync('it is here')]),
    ),
    probe: sought,
    ours: UP,
    blackbox: false,
    difference:
      'We unpack what is packed; blackbox_exporter only does when its module names the compression.',
  },
];

const STATUS: readonly Row[] = [
  {
    does: 'answers 500',
    behaviour: says('HTTP/1.1 500 No\r\n\r\n'),
    ours: down('status', 500),
    blackbox: false,
  },
  {
    does: 'answers 401',
    behaviour: says('HTTP/1.1 401 Who\r\n\r\n'),
    ours: down('status', 401),
    blackbox: false,
  },
  {
    does: 'says that nothing changed (304)',
    behaviour: says('HTTP/1.1 304 Not Modified\r\n\r\n'),
    ours: down('status', 304),
    blackbox: false,
  },
  {
    does: 'changes the protocol (101) though nobody asked',
    behaviour: says('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    ours: down('status', 101),
    blackbox: false,
  },
  {
    does: 'answers 999',
    behaviour: says('HTTP/1.1 999 Denied\r\n\r\n'),
    ours: down('status', 999),
    blackbox: false,
  },
];

const PROTOCOL: readonly Row[] = [
  {
    does: 'sends a page without a head (HTTP/0.9)',
    behaviour: says('<html>here</html>'),
    ours: down('protocol'),
    blackbox: false,
  },
  {
    does: 'greets as SSH',
    behaviour: (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'),
    ours: down('protocol'),
    blackbox: false,
  },
  {
    does: 'greets as SMTP',
    behaviour: (socket) => socket.write('220 mail ESMTP\r\n'),
    ours: down('protocol'),
    blackbox: false,
  },
  { does: 'speaks ICY', behaviour: says('ICY 200 OK\r\n\r\n'), ours: down('protocol'), blackbox: false },
  {
    does: 'has a status line without a code',
    behaviour: says('HTTP/1.1 OK\r\n\r\n'),
    ours: down('protocol'),
    blackbox: false,
  },
  {
    does: 'answers in TLS on the plain port',
    behaviour: says(Buffer.from([21, 3, 3, 0, 2, 2, 10])),
    ours: down('protocol'),
    blackbox: false,
  },
  {
    does: 'has a head of 100 kB',
    behaviour: says(`${OK}A: ${'b'.repeat(100_000)}\r\n\r\nok`),
    ours: down('protocol'),
    blackbox: true,
    difference: 'We read 64 KiB of a head, as browsers’ proxies and servers do; Go reads 10 MB.',
  },
  {
    does: 'has a head without end',
    behaviour: goesOn(OK, `A: ${'b'.repeat(1_000)}\r\n`, 1),
    ours: down('protocol'),
    blackbox: false,
  },
  {
    does: 'has a space in a header’s name',
    behaviour: says(`${OK}A b: c\r\n\r\nok`),
    ours: UP,
    blackbox: true,
  },
  {
    does: 'has a space in a header’s name, and text is expected',
    behaviour: says(`${OK}A b: c\r\n\r\nhere`),
    probe: sought,
    ours: down('protocol'),
    blackbox: true,
    difference: STRICT,
  },
];

const CUT: readonly Row[] = [
  {
    does: 'resets on accept',
    behaviour: (socket) => socket.resetAndDestroy(),
    ours: down('reset'),
    blackbox: false,
  },
  { does: 'ends before the answer', behaviour: says(), ours: down('reset'), blackbox: false },
  { does: 'ends within the head', behaviour: says(`${OK}Content-`), ours: down('reset'), blackbox: false },
  {
    does: 'resets within the head',
    behaviour: saysAndResets(`${OK}Content-`),
    ours: down('reset'),
    blackbox: false,
  },
  {
    does: 'resets within the body',
    behaviour: saysAndResets(`${OK}Content-Length: 99\r\n\r\nhe`),
    ours: UP,
    blackbox: false,
    difference: HEAD_ONLY,
  },
  {
    does: 'resets within the body, and text is expected',
    behaviour: saysAndResets(`${OK}Content-Length: 99\r\n\r\nhe`),
    probe: sought,
    ours: down('reset'),
    blackbox: false,
  },
  {
    does: 'promises more body than it sends, and text is expected',
    behaviour: says(`${OK}Content-Length: 99\r\n\r\nhe`),
    probe: sought,
    ours: down('reset'),
    blackbox: false,
  },
  {
    does: 'sends more body than it promises, and text is expected',
    behaviour: says(`${OK}Content-Length: 2\r\n\r\nit is here`),
    probe: sought,
    ours: down('content', 200),
    blackbox: false,
  },
  {
    does: 'lies about the size of a chunk, and text is expected',
    behaviour: says(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\nit is\r\n0\r\n\r\n`),
    probe: sought,
    ours: down('protocol'),
    blackbox: false,
  },
  {
    does: 'ends within a chunk, and text is expected',
    behaviour: says(`${OK}Transfer-Encoding: chunked\r\n\r\n20\r\nit is`),
    probe: sought,
    ours: down('reset'),
    blackbox: false,
  },
  {
    does: 'gives both a length and chunks, and text is expected',
    behaviour: says(`${OK}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhere\r\n0\r\n\r\n`),
    probe: sought,
    ours: down('protocol'),
    blackbox: true,
    difference:
      'Two framings that disagree are how requests are smuggled (RFC 9112, section 6.3): we refuse, Go takes the chunks.',
  },
  {
    does: 'calls a plain body gzip, and text is expected',
    behaviour: says(`${OK}Content-Encoding: gzip\r\n\r\nhere`),
    probe: sought,
    ours: down('protocol'),
    blackbox: true,
    difference: 'We believe the head and cannot unpack; blackbox_exporter looks at the bytes as they are.',
  },
  {
    does: 'packs 64 MB in a small body',
    behaviour: says(
      Buffer.concat([Buffer.from(`${OK}Content-Encoding: gzip\r\n\r\n`), gzipSync(Buffer.alloc(67_108_864))]),
    ),
    probe: sought,
    ours: down('content'),
    blackbox: false,
  },
];

const SLOW: readonly Row[] = [
  { does: 'accepts and says nothing', behaviour: () => undefined, ours: down('timeout'), blackbox: false },
  {
    does: 'begins a head and stops',
    behaviour: (socket) => socket.write(OK),
    ours: down('timeout'),
    blackbox: false,
  },
  { does: 'drips a head', behaviour: goesOn(`${OK}A: `, 'b', 100), ours: down('timeout'), blackbox: false },
  {
    does: 'drips a body',
    behaviour: goesOn(`${OK}\r\n`, 'b', 100),
    ours: UP,
    blackbox: false,
    difference: HEAD_ONLY,
  },
  {
    does: 'drips a body, and text is expected',
    behaviour: goesOn(`${OK}\r\n`, 'b', 100),
    probe: sought,
    ours: down('timeout'),
    blackbox: false,
  },
  {
    does: 'sends a body without end, and text is expected',
    behaviour: goesOn(`${OK}\r\n`, Buffer.alloc(262_144, 'b'), 1),
    probe: sought,
    ours: down('content', 200),
    blackbox: false,
  },
  {
    does: 'sends a body without end that begins with the text',
    behaviour: goesOn(`${OK}\r\nhere`, 'b', 100),
    probe: sought,
    ours: UP,
    blackbox: false,
    difference: 'We stop reading where the text is found.',
  },
];

const REDIRECTS: readonly Row[] = [
  {
    does: 'redirects, which is not followed',
    behaviour: says('HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n'),
    ours: down('status', 302),
    blackbox: false,
  },
  {
    does: 'redirects three times',
    behaviour: byPath((path) =>
      path.length > 3 ? `${OK}\r\n` : `HTTP/1.1 302 Found\r\nLocation: ${path}a\r\n\r\n`,
    ),
    probe: followed,
    ours: UP,
    blackbox: true,
  },
  {
    does: 'redirects in a circle',
    behaviour: byPath(() => 'HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n'),
    probe: followed,
    ours: down('redirect', 302),
    blackbox: false,
  },
  {
    does: 'redirects without saying where',
    behaviour: says('HTTP/1.1 302 Found\r\n\r\n'),
    probe: followed,
    ours: down('status', 302),
    blackbox: false,
  },
  {
    does: 'redirects to another scheme',
    behaviour: says('HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n'),
    probe: followed,
    ours: down('redirect'),
    blackbox: false,
  },
  {
    does: 'redirects to what is no address',
    behaviour: says('HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n'),
    probe: followed,
    ours: down('redirect'),
    blackbox: false,
  },
  {
    does: 'redirects to a port where nobody listens',
    behaviour: says('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n'),
    probe: followed,
    ours: down('refused'),
    blackbox: false,
  },
];

const toMetadata: AwkwardServer = {
  ...awkward({
    does: 'redirects to a metadata address',
    behaviour: says('HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/\r\n\r\n'),
    probe: followed,
    ours: down('blocked'),
    blackbox: false,
  }),
};

/** Over plain HTTP. */
export const HTTP_SERVERS: readonly AwkwardServer[] = [
  ...[...WELL, ...STATUS, ...PROTOCOL, ...CUT, ...SLOW, ...REDIRECTS].map(awkward),
  notAsked(toMetadata, 'It would go there.'),
];

function notAsked({ name, ours, start }: AwkwardServer, because: string): AwkwardServer {
  return { name, ours, start: async (farm) => ({ ...(await start(farm)), blackbox: { because } }) };
}
