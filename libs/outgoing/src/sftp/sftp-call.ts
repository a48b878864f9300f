import { codeOf, messageOf } from '#core';
import { HostKeyRefused } from './sftp-session.js';

/** Statuses of the protocol (draft-ietf-secsh-filexfer-02, section 7). */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const OP_UNSUPPORTED = 8;

type Callback<T> = (error: Error | null | undefined, result: T) => void;

/** Calls something of ssh2 that answers by a callback. */
export function asked<T>(call: (callback: Callback<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

/** Calls something of ssh2 that answers by an error, or by none. */
export function done(call: (callback: (error: Error | null | undefined) => void) => unknown): Promise<null> {
  return asked<null>((callback) =>
    call((error) => {
      callback(error, null);
    }),
  );
}

/** The server's own status; `null` for what came from elsewhere. */
export function statusOf(error: unknown): number | null {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : codeOf(error);
  return typeof code === 'number' ? code : null;
}

export function isNoSuchFile(error: unknown): boolean {
  return statusOf(error) === NO_SUCH_FILE;
}

/** What stands in the way; all but `passing` until somebody mends it. */
export type SftpFault = 'strange-host' | 'not-let-in' | 'not-there' | 'not-allowed' | 'passing';

/** What a failure of a session, or of something in it, means. */
export function sftpFaultOf(error: unknown): SftpFault {
  if (error instanceof HostKeyRefused) return 'strange-host';
  const status = statusOf(error);
  if (status === NO_SUCH_FILE) return 'not-there';
  if (status === PERMISSION_DENIED || status === OP_UNSUPPORTED) return 'not-allowed';
  const isLogin =
    typeof error === 'object' &&
    error !== null &&
    'level' in error &&
    error.level === 'client-authentication';
  return isLogin || messageOf(error).includes('privateKey') ? 'not-let-in' : 'passing';
}
