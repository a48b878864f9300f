import { type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { generate } from 'selfsigned';
import { type AwkwardFarm } from './awkward-server.js';

const DAY_MS = 86_400_000;

/** Runs awkward servers on the loopback, and ends them all. */
export class Farm implements AwkwardFarm {
  readonly trusted: SecureContext;
  private readonly closers: (() => Promise<void> | void)[] = [];

  private constructor(readonly authority: { key: string; cert: string }) {
    this.trusted = createSecureContext({ ca: authority.cert });
  }

  static async open(): Promise<Farm> {
    const made = await generate([{ name: 'commonName', value: 'Test Authority' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, digitalSignature: true },
      ],
    });
    return new Farm({ key: made.private, cert: made.cert });
  }

  readonly listen = async (server: Server, host = '127.0.0.1'): Promise<number> => {
    const open = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => open.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, resolve);
    });
    this.atClose(async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    return (server.address() as AddressInfo).port;
  };

  readonly atClose = (close: () => Promise<void> | void): void => {
    this.closers.push(close);
  };

  async close(): Promise<void> {
    for (const close of this.closers.reverse()) await close();
  }
}

/** What a certificate is to be like. */
export interface CertificateWish {
  readonly name?: string;
  readonly fromDays?: number;
  readonly untilDays?: number;
  readonly isSelfSigned?: boolean;
  /** Signs it in place of the farm's. */
  readonly authority?: { readonly key: string; readonly cert: string };
}

/** A key and a certificate of the farm's authority. */
export async function certificate(
  { authority: own }: AwkwardFarm,
  {
    name = 'localhost',
    fromDays = -1,
    untilDays = 90,
    isSelfSigned = false,
    authority = own,
  }: CertificateWish = {},
): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + fromDays * DAY_MS),
    notAfterDate: new Date(Date.now() + (untilDays + 0.5) * DAY_MS),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
    ...(isSelfSigned ? {} : { ca: authority }),
  });
  return { key: made.private, cert: made.cert };
}
