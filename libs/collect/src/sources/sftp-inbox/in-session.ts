import { codeOf, faultInWords } from '#core';
import { type SFTPWrapper } from 'ssh2';
import { HostKeyRefused, type SftpFault, connectGuarded, sftpFaultOf, sftpSession } from '#outgoing';
import { type CollectContext } from '../source-collector.js';
import { SourceFailure, type SourceFailureCode } from '../source-failure.js';
import { type SftpInboxOptions } from './sftp-inbox-options.js';

type Context = CollectContext<SftpInboxOptions>;

const CONNECTED_WITHIN_MS = 15_000;

/** Fault → what it means to us, and in words. */
const FAULTS: Readonly<
  Record<Exclude<SftpFault, 'strange-host'>, readonly [SourceFailureCode, string, string]>
> = {
  'not-let-in': [
    'source-forbids',
    'godtar inte användaren, nyckeln eller lösenordet',
    'does not accept the user, the key or the password',
  ],
  'not-there': ['folder-missing', 'har ingen sådan mapp eller fil', 'has no such folder or file'],
  'not-allowed': [
    'source-forbids',
    'låter oss inte läsa mappen, eller flytta filer i den',
    'does not let us read the folder, or move files in it',
  ],
  passing: ['source-unreachable', 'går inte att nå', 'cannot be reached'],
};

function failureOf(thrown: unknown, { host, port, folder }: SftpInboxOptions): SourceFailure {
  if (thrown instanceof SourceFailure) return thrown;
  const place = `${host}:${port}`;
  const reason = faultInWords(thrown);
  if (thrown instanceof HostKeyRefused) {
    const { fingerprint } = thrown;
    const sv = `${place} visar en annan nyckel (${fingerprint}) än de som står under hostKeys. Ingenting hämtades. Är nyckeln bytt, fråga den som har servern och skriv in den nya.`;
    const en = `${place} shows another key (${fingerprint}) than those under hostKeys. Nothing was fetched. If the key was changed, ask the server's owner and write the new one.`;
    return new SourceFailure('strange-host', { sv, en });
  }
  if (codeOf(thrown)?.startsWith('outgoing/') === true && codeOf(thrown) !== 'outgoing/connect-timeout') {
    const sv = `${place} får inte frågas: ${reason.sv}.`;
    return new SourceFailure('address-not-allowed', { sv, en: `${place} may not be asked: ${reason.en}.` });
  }
  const fault = sftpFaultOf(thrown);
  const [code, sv, en] = FAULTS[fault === 'strange-host' ? 'passing' : fault];
  const words = {
    sv: `${place} ${sv} (${folder}): ${reason.sv}.`,
    en: `${place} ${en} (${folder}): ${reason.en}.`,
  };
  return new SourceFailure(code, words, { isPassing: fault === 'passing' });
}

/** Does something in a session of its own, again where that may help. Throws a `SourceFailure`. */
export function inSession<T>(context: Context, work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
  const { options, secretOf, reachable, signal } = context;
  const { host, port, user, hostKeys, password, privateKey } = options;
  const login = {
    ...{ user, hostKeys },
    password: password ? secretOf(password) : null,
    privateKey: privateKey ? secretOf(privateKey) : null,
  };
  return context.attempt(async () => {
    try {
      const socket = await connectGuarded(reachable, { host, port, timeoutMs: CONNECTED_WITHIN_MS });
      const end = (): void => void socket.destroy();
      signal.addEventListener('abort', end, { once: true });
      return await sftpSession(socket, login, work).finally(() => {
        signal.removeEventListener('abort', end);
      });
    } catch (thrown) {
      throw failureOf(thrown, options);
    }
  });
}
