import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What a source answers next, in place of its table. */
export type Misbehaviour =
  | { readonly status: number; readonly headers?: Record<string, string> }
  | 'cut-short'
  | 'cut-short-packed'
  | 'silence'
  | 'not-json';

/** A page of a table: its bytes as they are, and what headers say of them. */
export interface TablePage {
  readonly body: string | Uint8Array;
  readonly type?: string;
  readonly headers?: Record<string, string>;
}

/**
 * A stand-in for a source that publishes tables over HTTP, with ETag (RFC 9110, section 8.8.3), gzip and a key, and that
 * misbehaves on demand as servers do.
 */
export class TableStandIn {
  /** Path with query → what it answers. */
  readonly pages = new Map<string, TablePage>();
  /** What the next calls get in place of a page, in order. */
  readonly misbehaving: Misbehaviour[] = [];
  /** Paths with query that were asked for. */
  readonly asked: string[] = [];
  /** Statuses that were answered. */
  readonly answered: number[] = [];
  /** The header Authorization that is wanted; none: anybody may read. */
  authorization: string | null = null;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TableStandIn> {
    const server = createServer();
    const standIn = new TableStandIn(server);
    server.on('request', (request, response) => {
      standIn.answer(request, response);
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((settle) => this.server.close(settle));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.asked.push(path);
    const misbehaviour = this.misbehaving.shift();
    const page = this.pages.get(path);
    if (misbehaviour !== undefined) this.misbehave(misbehaviour, page, response);
    else if (this.authorization !== null && request.headers.authorization !== this.authorization)
      this.tell(response, 401);
    else if (!page) this.tell(response, 404);
    else this.serve(page, request, response);
  }

  private serve(
    { body, type = 'application/json', headers = {} }: TablePage,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    if (headers.etag !== undefined && request.headers['if-none-match'] === headers.etag) {
      this.tell(response, 304);
      return;
    }
    const isPacked = (request.headers['accept-encoding'] ?? '').includes('gzip');
    const packed = isPacked ? { 'content-encoding': 'gzip' } : {};
    this.answered.push(200);
    response
      .writeHead(200, { 'content-type': type, ...headers, ...packed })
      .end(isPacked ? gzipSync(body) : body);
  }

  private misbehave(how: Misbehaviour, page: TablePage | undefined, response: ServerResponse): void {
    if (how === 'silence') return;
    if (how === 'not-json') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('<html>Underhåll pågår</html>');
    } else if (how === 'cut-short') {
      const body = Buffer.from(page?.body ?? 'x');
      response
        .writeHead(200, { 'content-length': body.length })
        .write(body.subarray(0, body.length / 2), () => {
          response.destroy();
        });
    } else if (how === 'cut-short-packed') {
      const body = gzipSync(page?.body ?? 'x');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body.subarray(0, body.length / 2));
    } else this.tell(response, how.status, how.headers);
  }

  private tell(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
    this.answered.push(status);
    response.writeHead(status, headers).end();
  }
}
