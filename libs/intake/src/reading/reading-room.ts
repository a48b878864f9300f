import { statSync } from 'node:fs';
import { type UploadRules } from '#catalogue';
import { PerspektivError } from '#core';
import { type KnownNames } from '../checks/check-context.js';
import { limitsOf } from '../limits.js';
import { type Fault } from '../problem-codes.js';
import { inWords } from '../problem-list.js';
import { type ReadUpload, type UploadRequest } from '../read-upload.js';
import { OneThread } from './one-thread.js';
import { type FileOnDisk, type ReadingErrand, type ReadingKnowledge } from './reading-errand.js';

/** A file to be read, at hand or on disk. */
export interface ReadingRequest extends Omit<UploadRequest, 'bytes' | 'catalogue' | 'limits'> {
  readonly bytes: Uint8Array | FileOnDisk;
}

/** A second file need not wait for a large first one; a third does. */
const THREADS = 2;
/** Who comes when so many wait is told to come again. */
const MAX_WAITING = 50;
/** After a file of this size its thread is let go: a new one costs less than the memory that it would keep. */
const LARGE_BYTES = 4 * 1024 * 1024;

/**
 * Where files are read and checked, in threads beside the one that answers requests. A file that takes too much memory or
 * time, or is the end of its thread, is answered with a report that says so.
 */
export class ReadingRoom {
  private readonly idle: OneThread[];
  private readonly threads: readonly OneThread[];
  private readonly waiting: ((thread: OneThread) => void)[] = [];
  /** Threads that read what they have begun by what was known then, and are let go afterwards. */
  private readonly outdated = new Set<OneThread>();

  constructor(
    private readonly catalogue: KnownNames & Pick<ReadingKnowledge, 'datasets'>,
    rules: UploadRules,
  ) {
    const limits = { memoryMiB: rules.readingMemoryMiB, seconds: rules.readingSeconds };
    const known = (): ReadingKnowledge => {
      const { units, systems, projects, accountMaps, surveyMaps, measures, datasets } = this.catalogue;
      return {
        catalogue: { units, systems, projects, accountMaps, surveyMaps, measures },
        datasets,
        limits: limitsOf(rules),
      };
    };
    this.threads = Array.from({ length: THREADS }, () => new OneThread(known, limits));
    this.idle = [...this.threads];
  }

  /** What `readUpload` answers, without keeping anybody waiting meanwhile. Throws `intake/busy` when too many wait. */
  async read(request: ReadingRequest): Promise<ReadUpload> {
    const { dataset, language } = request;
    const thread = await this.freeThread();
    try {
      const answer = await thread.read(errandOf(request, this.catalogue));
      if (sizeOf(request.bytes) > LARGE_BYTES || this.outdated.delete(thread)) await thread.close();
      const context = { dataset, language, catalogue: this.catalogue };
      return answer.ok ? { ...answer.value, ...context } : unreadable(answer.problem, context);
    } finally {
      const next = this.waiting.shift();
      if (next) next(thread);
      else this.idle.push(thread);
    }
  }

  /** The catalogue has changed: what is read from now on is read by it. */
  async renew(): Promise<void> {
    const { idle } = this;
    for (const thread of this.threads) if (!idle.includes(thread)) this.outdated.add(thread);
    await Promise.all(idle.map((thread) => thread.close()));
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  private async freeThread(): Promise<OneThread> {
    const thread = this.idle.pop();
    if (thread) return thread;
    if (this.waiting.length >= MAX_WAITING) {
      throw new PerspektivError('intake/busy', `${MAX_WAITING} files wait to be read`);
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

function errandOf(
  { dataset, claimedPeriod, mayHandInFor, ...request }: ReadingRequest,
  { units }: KnownNames,
): ReadingErrand {
  const { bytes, fileName, contentType, source, language, receivedAtMs } = request;
  return {
    bytes,
    fileName,
    ...(contentType === undefined ? {} : { contentType }),
    dataset: dataset.name,
    claimedPeriod: claimedPeriod?.toString() ?? null,
    source,
    units: new Set([...units.keys()].filter(mayHandInFor)),
    language,
    receivedAtMs,
  };
}

function sizeOf(bytes: Uint8Array | FileOnDisk): number {
  return bytes instanceof Uint8Array
    ? bytes.byteLength
    : (statSync(bytes.path, { throwIfNoEntry: false })?.size ?? 0);
}

function unreadable(
  fault: Fault,
  context: Pick<ReadUpload, 'dataset' | 'language' | 'catalogue'>,
): ReadUpload {
  const problems = [inWords(fault, context.language)];
  const nothing = { sha256: null, rows: 0, slices: [], problemsNotListed: 0, excerpt: null };
  return { ...context, ...nothing, accepted: false, problems };
}
