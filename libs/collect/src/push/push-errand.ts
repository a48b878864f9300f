import { type Sample } from '#core';
import { type ParsedSamples, type PushRules } from './parse-samples.js';

/** How many samples are handed over, and worked on, at a time: so that nobody waits for a large push meanwhile. */
export const PIECE = 2_000;

/** A push that is to be read in a thread. */
export interface PushErrand {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly rules: PushRules;
}

/** Some samples of a push, in the order of their times; the last piece tells what was wrong with the others. */
export interface PushPiece {
  readonly samples: readonly Sample[];
  readonly end: Omit<ParsedSamples, 'samples'> | null;
}
