import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** How the receiver treats a PUT. */
export type Mood = 'well' | 'cuts-while-reading' | 'cuts-after-storing' | 'full';

/** A server that takes files by PUT and gives them back by GET, and can be in a bad mood for one PUT each. */
export class FileReceiver {
  readonly files = new Map<string, Buffer>();
  /** How the next PUTs are treated; well when none is left. */
  readonly moods: Mood[] = [];
  /** Whether what lies there may be read. */
  isReadable = true;
  /** PUTs that were stored. */
  stored = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FileReceiver> {
    const server = createServer();
    const receiver = new FileReceiver(server);
    server.on('request', (request, response) => {
      receiver.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/in`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((settle) => this.server.close(settle));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.method !== 'PUT') {
      const file = this.isReadable ? this.files.get(path) : undefined;
      response.writeHead(file ? 200 : 404).end(file);
      return;
    }
    const mood = this.moods.shift() ?? 'well';
    if (mood === 'cuts-while-reading') {
      request.socket.destroy();
      return;
    }
    const bytes = await buffer(request);
    if (mood === 'full') {
      response.writeHead(507).end();
      return;
    }
    if (this.files.has(path) && request.headers['if-none-match'] === '*') {
      response.writeHead(412).end();
      return;
    }
    this.files.set(path, bytes);
    this.stored += 1;
    if (mood === 'cuts-after-storing') request.socket.destroy();
    else response.writeHead(201).end();
  }
}
