import { type IncomingMessage, type ServerResponse } from 'node:http';

const LONGEST_BYTES = 1_000_000;
const MOST_KEPT = 50;

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BYTES) throw new RangeError('The message is too long.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** Where the demo city's alerts arrive, so that they can be seen: what is posted is kept, the newest first, and shown. */
export class AlertList {
  private readonly messages: { readonly arrived: string; readonly message: unknown }[] = [];

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(`${JSON.stringify(this.messages, null, 2)}\n`);
      return;
    }
    try {
      const message = await read(request);
      this.messages.unshift({ arrived: new Date().toISOString(), message });
      this.messages.length = Math.min(this.messages.length, MOST_KEPT);
      response.writeHead(204).end();
    } catch {
      response.writeHead(400).end();
    }
  }
}
