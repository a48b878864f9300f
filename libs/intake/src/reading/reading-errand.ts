import { type DatasetSchema } from '#catalogue';
import { type DatasetId, type Language } from '#core';
import { type KnownNames } from '../checks/check-context.js';
import { type UploadLimits } from '../limits.js';
import { type ReadUpload } from '../read-upload.js';

/** A file that lies on a disk of this machine. */
export interface FileOnDisk {
  readonly path: string;
}

/** What every file is read by, and a thread is given when it starts. */
export interface ReadingKnowledge {
  readonly catalogue: KnownNames;
  readonly datasets: ReadonlyMap<DatasetId, DatasetSchema>;
  readonly limits: UploadLimits;
}

/** A file to be read, in words that can be handed to another thread. */
export interface ReadingErrand {
  readonly bytes: Uint8Array | FileOnDisk;
  readonly fileName: string;
  readonly contentType?: string;
  readonly dataset: DatasetId;
  readonly claimedPeriod: string | null;
  readonly receivedAtMs?: number | undefined;
  readonly source: string;
  /** The units that whoever hands in may do so for. */
  readonly units: ReadonlySet<string>;
  readonly language: Language;
}

/** What a thread answers: what it was told is not told back. */
export type ReadingAnswer = Omit<ReadUpload, 'dataset' | 'catalogue' | 'language'>;
