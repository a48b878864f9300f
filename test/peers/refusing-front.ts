import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** What the front answers in the server's place: a status and a text, or nothing when the server may answer itself. */
export type Refusal = (path: string, lines: readonly string[]) => { status: number; error: string } | null;

/**
 * A fake front before a real InfluxDB, which passes everything on but answers by itself what a test wants: the codes that
 * a real server gives only when it is full, overloaded or set up otherwise.
 */
export class RefusingFront {
  refusal: Refusal = () => null;
  /** How many requests it refused. */
  refused = 0;

  private constructor(
    private readonly server: Server,
    private readonly behind: string,
  ) {}

  static async start(behind: string): Promise<RefusingFront> {
    const server = createServer();
    const front = new RefusingFront(server, behind);
    server.on('request', (request, response) => {
      front.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const packed = Buffer.concat(parts);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(packed) : packed;
    const path = request.url ?? '';
    const refused = this.refusal(path, body.toString().split('\n').filter(Boolean));
    if (refused) {
      this.refused++;
      response.writeHead(refused.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: refused.error }));
      return;
    }
    const { 'content-type': type = 'text/plain', authorization = '' } = request.headers;
    const headers = { 'content-type': type, authorization };
    const answer = await fetch(`${this.behind}${path}`, { method: request.method ?? 'GET', body, headers });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }
}
