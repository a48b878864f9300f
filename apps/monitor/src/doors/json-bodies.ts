import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest, errorCodes } from 'fastify';
import { type IncomingMessage } from 'node:http';
import { Problem } from '../problem.js';
import { isPlain } from './plain-text.js';

/** Where rows may come in the place of a file. */
const FILES = new Set(['/api/v1/uploads', '/api/v1/link/uploads']);
/** Where pushes come: as they are, to be read in a thread. */
const PUSHES = new Set(['/api/v1/samples']);

/**
 * How JSON comes in: rows in the place of a file are handed on as they come, to lie on disk and be read in a thread as files
 * are (received-file.ts); all other JSON is small, and parsed here. Before Nest's own parsers: they would keep all of it in
 * memory, and parse it where probes are taken.
 */
export function receiveJson(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser(
    'application/json',
    async (request: FastifyRequest, coming: IncomingMessage) => {
      const { url, bodyLimit } = request.routeOptions;
      if (FILES.has(url ?? '')) return coming;
      const bytes = await wholeOf(coming, bodyLimit);
      if (PUSHES.has(url ?? '')) return bytes;
      if (request.method === 'DELETE' && bytes.length === 0) return undefined; // it is told by its address
      const text = wellFormed(bytes);
      return new Promise<unknown>((resolve, reject) => {
        void parse(request, text, (error, body) => {
          if (error) reject(error);
          else if (isPlain(body)) resolve(body);
          else reject(notPlain());
        });
      });
    },
  );
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser('text/plain', (request: FastifyRequest, coming: IncomingMessage) => {
    const { url, bodyLimit } = request.routeOptions;
    if (PUSHES.has(url ?? '')) return wholeOf(coming, bodyLimit);
    return Promise.reject(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('text/plain'));
  });
}

function notPlain(): Problem {
  return new Problem('request/malformed', {
    sv: 'En text innehåller styrtecken eller ett halvt Unicode-tecken. Skriv den utan.',
    en: 'A text holds control characters or half a Unicode character. Write it without.',
  });
}

/** Text of a body. Throws when its bytes are no UTF-8: what cannot be told back to anybody is not taken in. */
function wellFormed(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('request/malformed', {
      sv: 'Innehållet är inte giltig UTF-8. Skicka JSON som UTF-8.',
      en: 'The body is not valid UTF-8. Send JSON as UTF-8.',
    });
  }
}

async function wholeOf(coming: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(coming.headers['content-length'] ?? 0) > limit)
    throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of coming as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength;
    if (bytes > limit) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
