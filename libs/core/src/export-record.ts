import { type PeriodType } from './period.js';

/** A file of an export. */
export interface ExportFile {
  readonly name: string;
  readonly mediaType: string;
  /** Its size. */
  readonly bytes: number;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
}

/**
 * What stands in an export's `manifest.json`: it follows from the edition and the config alone, and has no clock but the
 * freeze.
 */
export interface ExportManifest {
  /** The same edition exported with the same config has the same id. */
  readonly id: string;
  readonly kind: 'ils';
  readonly period: string;
  readonly periodType: PeriodType;
  /** `original`, `restated-2` …; `live` in a dry run of what is not frozen. */
  readonly edition: string;
  /** SHA-256 of the edition; `null` when nothing is frozen. */
  readonly editionHash: string | null;
  /** ISO 8601 with offset; `null` when nothing is frozen. */
  readonly frozenAt: string | null;
  /** Nothing of it is stored or can be delivered. */
  readonly dryRun: boolean;
  /** What the codes were checked against before anything was made. */
  readonly checkedAgainst: 'config';
  /** Values that the receiver is told. */
  readonly values: number;
  /** Cells that an earlier edition filled and that must hold nothing now. */
  readonly cleared: number;
  /** Every other file of the export. */
  readonly files: readonly ExportFile[];
}

/** An export that was made (`GET /exports`). */
export interface ExportRecord extends ExportManifest {
  /** ISO 8601 with offset. */
  readonly madeAt: string;
  /** Id of the principal. */
  readonly by: string;
}
