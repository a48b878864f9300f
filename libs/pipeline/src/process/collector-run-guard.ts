import { COLLECTOR_OUTCOMES, type CollectorRemark, type CollectorRun, type LocalizedText } from '#core';
import { isEither, isListOf, isNullOr, isNumber, isObject, isRecordOf, isText, isWord } from './guards.js';

/** A run of a collector has begun. */
export interface CollectorRunBegun extends Pick<CollectorRun, 'from' | 'to'> {
  readonly event: 'begun';
  /** When it is over at the latest; milliseconds since the epoch. */
  readonly deadlineMs: number;
}

/** How it ended; its id is that of the beginning with `-ended` behind it. */
export interface CollectorRunEnded extends Omit<
  CollectorRun,
  'id' | 'collector' | 'by' | 'dryRun' | 'startedAt' | 'endedAt' | 'durationMs'
> {
  readonly event: 'ended';
  readonly begunMs: number;
  /** What the collector keeps for its next run, and of which version and options it was. */
  readonly memory: Readonly<Record<string, string>>;
  readonly configuration: string;
}

const isTexts = isObject<LocalizedText>({ sv: isText, en: isText });

const isRemark = isObject<CollectorRemark>({
  code: isText,
  unit: isNullOr(isText),
  period: isNullOr(isText),
  text: isTexts,
});

/** What an entry about a collector's run says. */
export const isCollectorRun = isEither(
  isObject<CollectorRunBegun>({ event: isWord('begun'), from: isText, to: isText, deadlineMs: isNumber }),
  isObject<CollectorRunEnded>({
    event: isWord('ended'),
    from: isText,
    to: isText,
    begunMs: isNumber,
    outcome: isWord(...COLLECTOR_OUTCOMES),
    text: isTexts,
    read: isNumber,
    stored: isNumber,
    unchanged: isNumber,
    refused: isNumber,
    refusals: isListOf(isRemark),
    warnings: isListOf(isRemark),
    receipts: isListOf(isText),
    asked: isNumber,
    retried: isNumber,
    memory: isRecordOf(isText),
    configuration: isText,
  }),
);
