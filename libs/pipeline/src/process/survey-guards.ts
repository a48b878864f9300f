import { SURVEY_DOORS, type SurveyDoor } from '#core';
import { type Guard, isListOf, isNullOr, isNumber, isObject, isText, isWord } from './guards.js';

/** A wave was opened: from a day to another, for some units or systems. */
export interface WaveOpened {
  readonly action: 'open';
  readonly from: string;
  readonly to: string;
  readonly door: SurveyDoor;
  readonly places: readonly string[];
}

/** Somebody interviewed a group; what it answered is in the counts, and nowhere else. */
export interface GroupInterviewed {
  readonly action: 'interview';
  readonly place: string;
  readonly date: string;
  readonly venue: string;
}

/** It takes no more answers, before its last day has come. */
export interface WaveClosing {
  readonly action: 'closing';
}

/** Its counts are a slice; `null` when there were too few to be told of. */
export interface WaveClosed {
  readonly action: 'close';
  readonly answers: number | null;
  readonly invited: number | null;
  readonly receipt: string | null;
}

/** Its counts were not taken in, and are kept. */
export interface WaveRefused {
  readonly action: 'refuse';
  readonly problems: readonly string[];
}

export type SurveyEvent = WaveOpened | GroupInterviewed | WaveClosing | WaveClosed | WaveRefused;

const isOpened = isObject<WaveOpened>({
  action: isWord('open'),
  from: isText,
  to: isText,
  door: isWord(...SURVEY_DOORS),
  places: isListOf(isText),
});
const isInterviewed = isObject<GroupInterviewed>({
  action: isWord('interview'),
  place: isText,
  date: isText,
  venue: isText,
});
const isClosing = isObject<WaveClosing>({ action: isWord('closing') });
const isClosed = isObject<WaveClosed>({
  action: isWord('close'),
  answers: isNullOr(isNumber),
  invited: isNullOr(isNumber),
  receipt: isNullOr(isText),
});
const isRefused = isObject<WaveRefused>({ action: isWord('refuse'), problems: isListOf(isText) });

export const isSurveyEvent: Guard<SurveyEvent> = (value): value is SurveyEvent =>
  isOpened(value) || isInterviewed(value) || isClosing(value) || isClosed(value) || isRefused(value);
