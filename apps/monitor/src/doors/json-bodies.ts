import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest, errorCodes } from 'fastify';
import { type IncomingMessage } from 'node:http';

/** Where rows may come in the place of a file. */
const FILES = new Set(['/api/v1/uploads', '/api/v1/link/uploads']);

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
      const text = await wholeOf(coming, bodyLimit);
      return new Promise<unknown>((resolve, reject) => {
        void parse(request, text, (error, body) => {
          if (error) reject(error);
          else resolve(body);
        });
      });
    },
  );
}

async function wholeOf(coming: IncomingMessage, limit: number): Promise<string> {
  if (Number(coming.headers['content-length'] ?? 0) > limit)
    throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of coming as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength;
    if (bytes > limit) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
