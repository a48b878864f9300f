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
      extensions: MAY_SIGN,
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
  /** The common name. */
  readonly name?: string;
  /** Host names that it is for; none: only its common name says so. Absent: the common name. */
  readonly hosts?: readonly string[];
  readonly fromDays?: number;
  readonly untilDays?: number;
  readonly isSelfSigned?: boolean;
  /** May sign others. */
  readonly isAuthority?: boolean;
  /** Signs it in place of the farm's. */
  readonly authority?: Certified;
}

/** A certificate and its key, both as PEM. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

const MAY_SIGN = [
  { name: 'basicConstraints' as const, cA: true, critical: true },
  { name: 'keyUsage' as const, keyCertSign: true, digitalSignature: true },
];

/** A key and a certificate of the farm's authority. */
export async function certificate(
  { authority: own }: Pick<AwkwardFarm, 'authority'>,
  wish: CertificateWish = {},
): Promise<Certified> {
  const { name = 'localhost', hosts = [name], fromDays = -1, untilDays = 90, authority = own } = wish;
  // Where nothing is named at all the library names localhost by itself.
  const named = hosts.map((value) => ({ type: 2 as const, value }));
  const altNames = named.length > 0 ? named : [{ type: 1 as const, value: 'nobody@example.test' }];
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + fromDays * DAY_MS),
    notAfterDate: new Date(Date.now() + (untilDays + 0.5) * DAY_MS),
    extensions: [...(wish.isAuthority ? MAY_SIGN : []), { name: 'subjectAltName', altNames }],
    ...(wish.isSelfSigned ? {} : { ca: authority }),
  });
  return { key: made.private, cert: made.cert };
}
