import { type AddressInfo, type Server, connect, createServer } from 'node:net';

/** Stands before a server, and cuts a connection once, after so many answers of the server. */
export class CuttingWire {
  answers = 0;
  /** Whether nobody is let in after the cut: the server is gone. */
  staysCut = false;
  private hasCut = false;

  private constructor(
    private readonly server: Server,
    private cutAfter: number,
  ) {}

  static async to(port: number, cutAfter: number): Promise<CuttingWire> {
    const server = createServer();
    const wire = new CuttingWire(server, cutAfter);
    server.on('connection', (near) => {
      if (wire.hasCut && wire.staysCut) {
        near.destroy();
        return;
      }
      const far = connect(port, '127.0.0.1');
      const end = (): void => {
        near.destroy();
        far.destroy();
      };
      near
        .on('data', (bytes) => far.write(bytes))
        .on('close', end)
        .on('error', end);
      far
        .on('close', end)
        .on('error', end)
        .on('data', (bytes) => {
          if (!wire.cutsNow()) near.write(bytes);
          else end();
        });
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    return wire;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Begins anew. */
  cutNext(cutAfter: number, staysCut = false): void {
    Object.assign(this, { answers: 0, hasCut: false, cutAfter, staysCut });
  }

  async stop(): Promise<void> {
    await new Promise((settle) => this.server.close(settle));
  }

  private cutsNow(): boolean {
    if (this.hasCut) return false;
    this.hasCut = this.answers++ >= this.cutAfter;
    return this.hasCut;
  }
}
