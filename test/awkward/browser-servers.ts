import { HttpProbe, JsonExpectation } from '#catalogue';
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { type AwkwardServer } from './awkward-server.js';
import { awkward, byPath, down, followed, OK, type Row, says, UP } from './http-row.js';

const PAGE = 'Öppet 8–16, välkommen';
const welcomes = { expectText: 'välkommen' };
const BYTES = 'We decode as browsers do; blackbox_exporter looks at the bytes as they are.';
const PACKED = 'We unpack what is packed; blackbox_exporter only does when its module names the compression.';

function page(headers: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`${OK}${headers}Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
/** A dash in Windows-1252 has no place in Latin-1. */
const windows1252 = (text: string): Buffer => latin1(text.replaceAll('–', '\x96'));
const isNull = Object.assign(new JsonExpectation(), { path: '$.error', equals: null });

const TEXT: readonly Row[] = [
  {
    does: 'writes its JSON with a byte order mark',
    behaviour: says(page('Content-Type: application/json\r\n', '\ufeff{"state":"up"}')),
    probe: { expectJson: [Object.assign(new JsonExpectation(), { path: '$.state', equals: 'up' })] },
    ours: UP,
    blackbox: true,
  },
  {
    does: 'says Latin-1, and writes Windows-1252',
    behaviour: says(page('Content-Type: text/html; charset=ISO-8859-1\r\n', windows1252(PAGE))),
    probe: { expectText: PAGE },
    ours: UP,
    blackbox: false,
    difference: BYTES,
  },
  {
    does: 'quotes the name of its encoding',
    behaviour: says(page('Content-Type: text/html;Charset="latin1"\r\n', latin1('välkommen'))),
    probe: welcomes,
    ours: UP,
    blackbox: false,
    difference: BYTES,
  },
  {
    does: 'says Latin-1, and begins with the byte order mark of UTF-8',
    behaviour: says(page('Content-Type: text/html; charset=ISO-8859-1\r\n', `\ufeff${PAGE}`)),
    probe: welcomes,
    ours: UP,
    blackbox: true,
  },
  {
    does: 'names its encoding in the page only',
    behaviour: says(
      page('Content-Type: text/html\r\n', latin1('<html><meta charset="windows-1252"><p>välkommen')),
    ),
    probe: welcomes,
    ours: UP,
    blackbox: false,
    difference: BYTES,
  },
  {
    does: 'names its encoding nowhere, and writes Windows-1252',
    behaviour: says(page('Content-Type: text/plain\r\n', windows1252(PAGE))),
    probe: { expectText: PAGE },
    ours: UP,
    blackbox: false,
    difference: BYTES,
  },
  {
    does: 'writes UTF-16 with a byte order mark',
    behaviour: says(page('Content-Type: text/plain\r\n', Buffer.from(`\ufeff${PAGE}`, 'utf16le'))),
    probe: welcomes,
    ours: UP,
    blackbox: false,
    difference: BYTES,
  },
  {
    does: 'writes å, ä and ö as entities of HTML',
    behaviour: says(page('Content-Type: text/html\r\n', 'v&auml;lkommen')),
    probe: welcomes,
    ours: UP,
    blackbox: false,
    difference: 'We read a page as people see it; blackbox_exporter looks at the bytes as they are.',
  },
  {
    does: 'has a text where a null is expected',
    behaviour: says(page('Content-Type: application/json\r\n', '{"error":"x"}')),
    probe: { expectJson: [isNull] },
    ours: down('content'),
    blackbox: true,
    difference: 'blackbox_exporter 0.23 does not look into JSON.',
  },
];

const FRAMING: readonly Row[] = [
  {
    does: 'folds a header line, and text is expected',
    behaviour: says(`${OK}X-Long: a,\r\n b\r\nContent-Length: 9\r\n\r\nvalkommen`),
    probe: { expectText: 'valkommen' },
    ours: UP,
    blackbox: true,
  },
  {
    does: 'tells its length twice, and text is expected',
    behaviour: says(`${OK}Content-Length: 4\r\nContent-Length: 4\r\n\r\nhere`),
    probe: { expectText: 'here' },
    ours: down('protocol'),
    blackbox: true,
    difference: 'Node’s parser refuses a second length, also when it is the same; Go and browsers take it.',
  },
  {
    does: 'calls an empty body gzip',
    behaviour: says(`${OK}Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n`),
    probe: { refuseText: 'fel' },
    ours: UP,
    blackbox: true,
  },
  {
    does: 'packs the body by bare deflate',
    behaviour: says(page('Content-Encoding: deflate\r\n', deflateRawSync('it is here'))),
    probe: { expectText: 'here' },
    ours: UP,
    blackbox: false,
    difference: PACKED,
  },
  {
    does: 'packs the body by Brotli though nobody asked',
    behaviour: says(page('Content-Encoding: br\r\n', brotliCompressSync('it is here'))),
    probe: { expectText: 'here' },
    ours: UP,
    blackbox: true, // so few bytes stand as they are
  },
  {
    does: 'packs the body by gzip, and names identity, too',
    behaviour: says(page('Content-Encoding: gzip, identity\r\n', gzipSync('it is here'))),
    probe: { expectText: 'here' },
    ours: UP,
    blackbox: false,
    difference: PACKED,
  },
  {
    does: 'packs a page larger than the limit, with the text at its beginning',
    behaviour: says(page('Content-Encoding: gzip\r\n', gzipSync(`here${'.'.repeat(2_000_000)}`))),
    probe: { expectText: 'here', refuseText: 'error' },
    ours: UP,
    blackbox: false,
    difference: PACKED,
  },
];

const WAY: readonly Row[] = [
  {
    does: 'redirects to a path written in UTF-8',
    behaviour: byPath((path) => {
      if (path === '/v%C3%A4lkommen') return `${OK}\r\n`;
      return path === '/'
        ? 'HTTP/1.1 302 Found\r\nLocation: /välkommen\r\n\r\n'
        : 'HTTP/1.1 404 Not Found\r\n\r\n';
    }),
    probe: followed,
    ours: UP,
    blackbox: true,
  },
  {
    does: 'redirects to a query alone, and to a fragment',
    behaviour: byPath((path) => {
      if (path === '/b') return `${OK}\r\n`;
      return `HTTP/1.1 302 Found\r\nLocation: ${path === '/' ? '?x' : '/b#c'}\r\n\r\n`;
    }),
    probe: followed,
    ours: UP,
    blackbox: true,
  },
  {
    does: 'redirects to itself until its cookie comes back',
    behaviour: (socket) => {
      socket.once('data', (request: Buffer) => {
        const knowsUs = /cookie: seen=1/i.test(request.toString());
        socket.end(
          knowsUs ? `${OK}\r\n` : 'HTTP/1.1 302 Found\r\nSet-Cookie: seen=1; Path=/\r\nLocation: /\r\n\r\n',
        );
      });
    },
    probe: followed,
    ours: UP,
    blackbox: true,
  },
  {
    does: 'answers 204 where 200 to 299 will do',
    behaviour: says('HTTP/1.1 204 No Content\r\n\r\n'),
    probe: { expectStatus: ['200-299'] },
    ours: { state: 'up', statusCode: 204 },
    blackbox: true,
  },
  {
    does: 'answers something else than a pattern expects',
    behaviour: says(page('', 'version 12')),
    probe: { expectPattern: 'version 1[34]' },
    ours: down('content'),
    blackbox: false,
  },
];

const proxyThatAsks: AwkwardServer = {
  name: 'is reached through a proxy that wants to know us (407)',
  ours: { state: 'unmonitored', reason: 'isolated' },
  start: async (farm) => {
    const started = await awkward({
      does: '',
      behaviour: says('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
      ours: UP,
      blackbox: false,
    }).start(farm);
    const proxy = (started.probe as HttpProbe).url.slice(0, -1);
    return {
      probe: Object.assign(new HttpProbe(), {
        id: 'awkward',
        url: 'http://target.invalid/',
        timeoutMs: 1_000,
        connection: { proxy },
      }),
      blackbox: { because: 'It has no state for what was not measured.' },
    };
  },
};

/** Servers that browsers get along with, over plain HTTP. */
export const BROWSER_SERVERS: readonly AwkwardServer[] = [
  ...[...TEXT, ...FRAMING, ...WAY].map(awkward),
  proxyThatAsks,
];
