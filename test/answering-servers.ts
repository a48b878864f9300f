import { type RequestListener, type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** The HTTP servers that a spec starts, each on a free port of this machine, to be closed after each test. */
export class AnsweringServers {
  private readonly servers: Server[] = [];

  /** Its address, with a `/` at the end. */
  async serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer);
    this.servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  /** Ends every connection, too. */
  async close(): Promise<void> {
    for (const server of this.servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }
}
