import type { DatasetId, Receipt, UploadReport } from '#core';
import type { Problem } from '../../api/answers.js';

/** A file on its way: what was chosen, and how far it has come. The file stays whatever goes wrong. */
export interface HandIn {
  readonly file: File | null;
  readonly dataset: DatasetId | null;
  /** Whether the data set was recognised from the file, not chosen. */
  readonly guessed: boolean;
  /** Rows outside it are refused; `null`: whatever stands in the file. */
  readonly period: string | null;
  readonly sending: Sending | null;
  /** What the last check said of just this file, data set and period. */
  readonly report: UploadReport | null;
  readonly receipt: Receipt | null;
  /** Whether the file had been handed in before. */
  readonly known: boolean;
  readonly problem: Problem | null;
  /** How many files have been stored so far; what is shown beside is asked for anew when it grows. */
  readonly stored: number;
}

export interface Sending {
  readonly dryRun: boolean;
  /** How much has been sent, 0–1; at 1 the answer is waited for. */
  readonly sent: number;
}

export type HandInEvent =
  | { readonly kind: 'file-chosen'; readonly file: File; readonly guess: DatasetId | null }
  | { readonly kind: 'dataset-chosen'; readonly dataset: DatasetId | null }
  | { readonly kind: 'period-chosen'; readonly period: string | null }
  | { readonly kind: 'delivery-chosen'; readonly dataset: DatasetId; readonly period: string }
  | { readonly kind: 'sending'; readonly dryRun: boolean; readonly sent: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'reported'; readonly report: UploadReport }
  | { readonly kind: 'stored'; readonly receipt: Receipt; readonly known: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'new-file' }
  /** Another file for the same data set and period. */
  | { readonly kind: 'next-file' };

export const NOTHING_CHOSEN: HandIn = {
  file: null,
  dataset: null,
  guessed: false,
  period: null,
  sending: null,
  report: null,
  receipt: null,
  known: false,
  problem: null,
  stored: 0,
};

/** What was said of another file, data set or period no longer holds. */
function unsaid(handIn: HandIn): HandIn {
  return { ...handIn, sending: null, report: null, receipt: null, known: false, problem: null };
}

/** The next state. A guess gives way to a choice of the reader's own, but not the other way round. */
export function nextHandIn(handIn: HandIn, event: HandInEvent): HandIn {
  switch (event.kind) {
    case 'file-chosen': {
      const mayGuess = handIn.dataset === null || handIn.guessed;
      const dataset = mayGuess ? event.guess : handIn.dataset;
      return { ...unsaid(handIn), file: event.file, dataset, guessed: mayGuess && dataset !== null };
    }
    case 'dataset-chosen':
      return { ...unsaid(handIn), dataset: event.dataset, guessed: false };
    case 'period-chosen':
      return { ...unsaid(handIn), period: event.period };
    case 'delivery-chosen':
      return { ...NOTHING_CHOSEN, stored: handIn.stored, dataset: event.dataset, period: event.period };
    case 'sending':
      return { ...handIn, sending: { dryRun: event.dryRun, sent: event.sent }, problem: null };
    case 'cancelled':
      return { ...handIn, sending: null };
    case 'reported':
      return { ...unsaid(handIn), report: event.report };
    case 'stored':
      return { ...unsaid(handIn), receipt: event.receipt, known: event.known, stored: handIn.stored + 1 };
    case 'failed':
      return { ...handIn, sending: null, problem: event.problem };
    case 'next-file':
      return { ...unsaid(handIn), file: null };
    case 'new-file':
      return { ...NOTHING_CHOSEN, stored: handIn.stored };
  }
}
