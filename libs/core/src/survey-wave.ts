import { type LocalizedText } from './text.js';

/** How a wave is answered: by anybody who has the address, or by one-time links only. */
export const SURVEY_DOORS = ['open', 'links'] as const;
export type SurveyDoor = (typeof SURVEY_DOORS)[number];

/**
 * `coming`: opens later. `open`: takes answers. `closing`: takes none, and its counts are yet to be handed in. `refused`: its
 * counts were not taken in, and are kept until they are. `closed`: they are a slice. `too-few`: there were too few to be told.
 */
export const SURVEY_STATES = ['coming', 'open', 'closing', 'refused', 'closed', 'too-few'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];

/** What a wave can be answered for: a unit, or a system that a unit owns. */
export interface SurveyPlace {
  readonly id: string;
  readonly unit: string;
  readonly name: LocalizedText;
}

/** A question, as it is put in a wave. */
export interface SurveyQuestionAsked {
  readonly question: string;
  readonly text: LocalizedText;
  /** First and last alternative. */
  readonly min: number;
  readonly max: number;
  /** Alternative → what it stands for, where it has a text. */
  readonly labels: Readonly<Record<string, LocalizedText>>;
}

/** A survey during some days: what was asked of whom, and what came of it. Never an answer. */
export interface SurveyWave {
  /** Of the survey, as in `/enkat/<survey>`. */
  readonly survey: string;
  readonly title: LocalizedText;
  readonly questions: readonly SurveyQuestionAsked[];
  /** The period that the answers count for: `2026-Q3`. */
  readonly period: string;
  /** First and last day in the city on which it can be answered: ISO dates. */
  readonly from: string;
  readonly to: string;
  readonly door: SurveyDoor;
  readonly state: SurveyState;
  readonly places: readonly SurveyPlace[];
  /** How many have been invited by links, or sat in groups; `null` where everybody may answer. */
  readonly invited: number | null;
  /** How many have answered: while it is open, rounded down to fives; `null` when they are too few to be told of. */
  readonly answers: number | null;
  /** Answers of those invited, 0–1; `null` when either is not known. */
  readonly responseRate: number | null;
  /** Of the slices that it became. */
  readonly receipt: string | null;
  /** Why the counts were not taken in; empty otherwise. */
  readonly problems: readonly string[];
}

/** One-time links that were just made: they are told this once, and kept nowhere. */
export interface MadeInvitations {
  readonly place: string;
  /** How many go by mail, to addresses that had no link yet; these are not told. */
  readonly letters: number;
  /** Paths below the public address. */
  readonly paths: readonly string[];
}

/** Answers of a group, as an interviewer counted them. */
export interface SurveyInterview {
  readonly place: string;
  /** ISO date of the interview. */
  readonly date: string;
  /** Where it was. */
  readonly venue: string;
  /** How many sat in the group. */
  readonly present: number;
  /** Question → how many gave each alternative, from the first to the last. */
  readonly counts: Readonly<Record<string, readonly number[]>>;
}
