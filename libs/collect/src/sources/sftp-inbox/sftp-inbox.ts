import { type FileThere, filesIn, lookAt, movedAside, placeIn, putWhole, readWhole } from '#outgoing';
import { meantBy, numbered, reportOf } from '../inbox/inbox-names.js';
import {
  type CollectContext,
  type Collected,
  type FileFate,
  type Refusal,
  type SourceCollector,
} from '../source-collector.js';
import { inSession } from './in-session.js';
import { SftpInboxOptions } from './sftp-inbox-options.js';

type Context = CollectContext<SftpInboxOptions>;

const MIB = 1_048_576;

/** The bytes of a file, or `null` when it has changed while it was read, or is gone: the next turn sees it again. */
function bytesOf(context: Context, file: FileThere): Promise<Uint8Array | null> {
  const { folder } = context.options;
  return inSession(context, async (sftp) => {
    const isAsListed = async (): Promise<boolean> =>
      (await filesIn(sftp, folder)).some(
        ({ name, size, changedMs }) =>
          name === file.name && size === file.size && changedMs === file.changedMs,
      );
    if (!(await isAsListed())) return null;
    const bytes = await readWhole(sftp, placeIn(folder, file.name));
    return bytes.length === file.size && (await isAsListed()) ? bytes : null;
  });
}

/**
 * Moves a file to where its fate is seen, and lays the report beside it. An answer that is lost on the way is settled by
 * looking: a file that is not there any more was moved to the name that was tried last.
 */
async function settle(context: Context, name: string, { outcome, report }: FileFate): Promise<void> {
  const { folder, done, refused } = context.options;
  const place = placeIn(folder, outcome === 'refused' ? refused : done);
  let tried: string | null = null;
  function* names(): Generator<string> {
    for (const free of numbered(name)) {
      tried = free;
      yield free;
    }
  }
  await inSession(context, async (sftp) => {
    await movedAside(sftp, placeIn(folder, name), { folder: place, names: names() });
    if (tried === null) return; // somebody else has taken it
    const beside = reportOf(tried);
    if (await lookAt(sftp, placeIn(place, beside))) return;
    await putWhole(sftp, { folder: place, name: beside, bytes: new TextEncoder().encode(`${report}\n`) });
  });
}

function tooLarge({ name, size }: FileThere, maxMiB: number): Refusal {
  const sv = `${name} är ${Math.ceil(size / MIB)} MiB; högst ${maxMiB} tas emot (rules.uploads.maxMiB). Filen ligger kvar.`;
  const en = `${name} has ${Math.ceil(size / MIB)} MiB; at most ${maxMiB} are taken (rules.uploads.maxMiB). The file lies where it is.`;
  return { kind: 'refusal', code: 'file-too-large', unit: null, period: null, reason: { sv, en } };
}

/**
 * Files of a folder on a server, fetched by SFTP: each is handed in as when somebody uploads it, by name, and then moved to
 * `done`, or to `refused` with the report beside it. A process that dies in between finds the file again, and the same bytes
 * again change nothing. The server's key is always checked.
 */
export const sftpInbox: SourceCollector<SftpInboxOptions> = {
  id: 'sftp-inbox',
  version: 1,
  options: SftpInboxOptions,
  monthByMonth: false,
  mayBeEmpty: true,
  async *collect(context): AsyncGenerator<Collected> {
    const { options, nowMs } = context;
    const { maxMiB } = context.catalogue.rules.uploads;
    const isMeant = meantBy(options.files);
    for (const file of await inSession(context, (sftp) => filesIn(sftp, options.folder))) {
      const hasSettled =
        options.settleSeconds === 0 || nowMs - file.changedMs >= options.settleSeconds * 1_000;
      if (!isMeant(file.name) || !hasSettled) continue;
      if (file.size > maxMiB * MIB) {
        yield tooLarge(file, maxMiB);
        continue;
      }
      const bytes = await bytesOf(context, file);
      if (!bytes) continue;
      const { name } = file;
      yield { kind: 'file', name, bytes, isDeliberate: true, settle: (fate) => settle(context, name, fate) };
    }
  },
};
