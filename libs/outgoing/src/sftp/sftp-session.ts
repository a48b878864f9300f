import { createHash } from 'node:crypto';
import { type Socket } from 'node:net';
import { Client, type SFTPWrapper } from 'ssh2';

/** Who comes, and whom is expected there. */
export interface SftpLogin {
  readonly user: string;
  readonly password: string | null;
  /** In OpenSSH's or PEM form. */
  readonly privateKey: string | null;
  /** Fingerprints of the server's keys as `ssh-keygen -l` tells them: `SHA256:…`. */
  readonly hostKeys: readonly string[];
}

/** The server shows a key that is not expected. */
export class HostKeyRefused extends Error {
  constructor(readonly fingerprint: string) {
    super(`The host key ${fingerprint} is not expected`);
    this.name = 'HostKeyRefused';
  }
}

/** Files that we carry and fetch are small: what takes longer hangs. */
const SESSION_MS = 120_000;
const READY_MS = 20_000;

/** Does some work in one session, and ends it. Rejects with a {@link HostKeyRefused}, or with what failed first. */
export async function sftpSession<T>(
  socket: Socket,
  { user, password, privateKey, hostKeys }: SftpLogin,
  work: (sftp: SFTPWrapper) => Promise<T>,
): Promise<T> {
  const client = new Client();
  let refused: HostKeyRefused | null = null;
  const hostVerifier = (key: Buffer): boolean => {
    const fingerprint = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
    const isExpected = hostKeys.includes(fingerprint);
    if (!isExpected) refused = new HostKeyRefused(fingerprint);
    return isExpected;
  };
  const over = new AbortController();
  try {
    return await new Promise<T>((resolve, reject) => {
      const fail = (error: Error): void => {
        reject(refused ?? error);
      };
      const late = setTimeout(() => {
        fail(new Error(`no end after ${SESSION_MS / 1000} s`));
      }, SESSION_MS);
      over.signal.addEventListener('abort', () => {
        clearTimeout(late);
      });
      client.on('error', fail).on('close', () => {
        fail(new Error('the connection was closed'));
      });
      client.on('ready', () => {
        client.sftp((error, sftp) => {
          if (error) fail(error);
          else work(sftp).then(resolve, fail);
        });
      });
      const secrets = {
        ...(password === null ? {} : { password }),
        ...(privateKey === null ? {} : { privateKey }),
      };
      client.connect({ sock: socket, username: user, ...secrets, hostVerifier, readyTimeout: READY_MS });
    });
  } finally {
    over.abort();
    client.destroy();
    socket.destroy();
  }
}
