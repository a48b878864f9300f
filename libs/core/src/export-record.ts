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

/**
 * How an export stands at one destination: it is to go there, it arrived, somebody or the receiver said that it counts, it was
 * refused, or something has to be done by hand there.
 */
export const EXPORT_DELIVERY_STATES = [
  'prepared',
  'delivered',
  'confirmed',
  'rejected',
  'needs-manual-action',
] as const;
export type ExportDeliveryState = (typeof EXPORT_DELIVERY_STATES)[number];

/** A file as it was found at the receiver. */
export interface DeliveryReceipt {
  readonly name: string;
  /** Path or address. */
  readonly place: string;
  readonly bytes: number;
  /** Of what was sent, hexadecimal. */
  readonly sha256: string;
  /** Of what was read back; `null` when the receiver lets nothing be read, or has taken the file already. */
  readonly readBackSha256: string | null;
}

/** One value as the receiver answered it: what comes back other than it was sent is not delivered. */
export interface DeliveredValue {
  /** ISO date, and the receiver's codes. */
  readonly date: string;
  readonly unit: string;
  readonly measure: string;
  readonly column: string;
  readonly sent: number | string | null;
  readonly returned: number | string | null;
  readonly outcome: 'stored' | 'locked' | 'refused';
  readonly message: string | null;
}

/** How an export fares at one destination (`POST /exports/{id}/deliver`). */
export interface ExportDelivery {
  readonly exportId: string;
  readonly destination: string;
  readonly state: ExportDeliveryState;
  /** Why it stands so, for people; `null` when there is nothing to say. */
  readonly text: string | null;
  /** When it came to stand so, ISO 8601 with offset. */
  readonly since: string;
  readonly attempts: number;
  /** When it is tried again; `null` when it is not. */
  readonly nextAttemptAt: string | null;
  /** `null` until a file arrived, and where values are told one by one. */
  readonly receipt: DeliveryReceipt | null;
  /** Empty where files are delivered. */
  readonly values: readonly DeliveredValue[];
  /** Values of earlier deliveries that somebody has to clear by hand at the receiver. */
  readonly toClear: readonly Pick<DeliveredValue, 'date' | 'unit' | 'measure' | 'column'>[];
}
