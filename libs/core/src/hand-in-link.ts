import { type LocalizedText } from './text.js';
import { type DeliveryState } from './completeness.js';
import { type DatasetId } from './observation.js';

/** Lets somebody without an account hand in one slice until a day; who has made it, and for whom. */
export interface HandInLink {
  readonly id: string;
  readonly dataset: DatasetId;
  readonly unit: string;
  /** As text: `2026-09`. */
  readonly period: string;
  /** ISO date of the last day on which it is good, in the city. */
  readonly until: string;
  /** Whom it is for, in the words of its maker. */
  readonly to: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly by: string;
  readonly revoked: { readonly at: string; readonly by: string } | null;
}

/** A link that was just made: its token is told this once, and kept nowhere. */
export interface MadeLink {
  readonly link: HandInLink;
  readonly token: string;
  /** Path of the page, with the token where no server logs it. */
  readonly path: string;
}

/** What a link is good for, as its holder sees it. */
export interface OpenedLink {
  readonly link: HandInLink;
  readonly unitName: LocalizedText;
  /** How the delivery stands that it is for; `null` when the unit does not owe any. */
  readonly delivery: DeliveryState | null;
}
