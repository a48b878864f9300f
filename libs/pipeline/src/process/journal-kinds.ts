import {
  type AcceptedDeviation,
  type AuditRecord,
  type BackupReport,
  type Comment,
  DATASETS,
  type EditionSummary,
  type HandInLink,
  type MaintenancePlanned,
  NOTICE_TRANSITIONS,
  type Notice,
  type RebuildReport,
  type Scorecard,
  type SliceVersion,
  type StatusMessage,
  type WrittenText,
} from '#core';
import { type MaintenanceSeries, type MeasureDefinition, type Rules, type TargetRow } from '#catalogue';
import { type ConfirmedState } from '#collect';
import { type MeasuredSystem } from '#export';
import { type JournalKind, type JournalTopic } from '#store';
import { isCollectorRun } from './collector-run-guard.js';
import { isAlert, isReason, isSeries, isWritten } from './content-guards.js';
import { isCommentContent, isDeviationContent } from './remark-guards.js';
import { isSurveyEvent } from './survey-guards.js';
import {
  type Guard,
  isEither,
  isInstant,
  isListOf,
  isMaybe,
  isNullOr,
  isNumber,
  isObject,
  isRecordOf,
  isText,
  isWord,
} from './guards.js';

/** What a kind of entry says, and what it is about: the fields of a topic that are not named are `null`. */
interface Kind<C, T extends Partial<JournalTopic>> {
  readonly content: Guard<C>;
  readonly topic: { readonly [K in keyof T]-?: Guard<T[K]> };
}

function kind<C, T extends Partial<JournalTopic>>(content: Guard<C>, topic: Kind<C, T>['topic']): Kind<C, T> {
  return { content, topic };
}

/** A closed period's immutable snapshot: what was shown, and all that it was computed from. */
export interface Edition extends Omit<EditionSummary, 'hash' | 'name'> {
  readonly rules: Pick<Rules, 'suppressBelow' | 'preliminaryBelow'> & {
    /** Version of the rules that no definition says; absent in editions from before they were counted. */
    readonly counting?: number;
  };
  /** In force on the period's last day, as are the targets. */
  readonly definitions: readonly MeasureDefinition[];
  readonly targets: readonly TargetRow[];
  /** Every unit, system, project and portfolio. */
  readonly scorecards: readonly Scorecard[];
  /** Every slice that the values or what they are compared with may stand on. */
  readonly slices: readonly SliceVersion[];
  readonly comments: readonly Comment[];
  readonly deviations: readonly AcceptedDeviation[];
  /** Every system that is probed, as it was measured; absent in editions from before it was kept. */
  readonly measured?: readonly MeasuredSystem[];
}

/** A failure that retries have confirmed, and from where. */
export interface ConfirmedFailure extends Pick<ConfirmedState, 'target' | 'sinceMs' | 'reason'> {
  readonly vantage: string;
}

/** What the deeper parts of an edition are is vouched for by its hash, which is recomputed when the chain is verified. */
function isHashed<T>(): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value);
}

const frozen = {
  period: isText,
  number: isNumber,
  sequence: isNumber,
  frozenAt: isText,
  by: isText,
  reason: isNullOr(isText),
  programVersion: isText,
  previousHash: isNullOr(isText),
};

/** Every kind of entry of the journal, with the guards of its content and of its topic; what each is for is told in `#store`. */
export const KINDS = {
  edition: kind(isObject<EditionSummary>({ ...frozen, name: isText, hash: isText }), { period: isText }),
  snapshot: kind(
    isObject<Edition>({
      ...frozen,
      rules: isObject<Edition['rules']>({
        suppressBelow: isNumber,
        preliminaryBelow: isNumber,
        counting: isMaybe(isNumber),
      }),
      definitions: isHashed(),
      targets: isHashed(),
      scorecards: isHashed(),
      slices: isHashed(),
      comments: isHashed(),
      deviations: isHashed(),
      measured: isMaybe(isHashed()),
    }),
    { period: isText },
  ),
  shelter: kind(
    isObject<{ readonly shelters: readonly (readonly string[])[] }>({ shelters: isListOf(isListOf(isText)) }),
    { period: isText },
  ),
  comment: kind(isCommentContent, { period: isText, measure: isText, subject: isText }),
  deviation: kind(isDeviationContent, { measure: isText, subject: isText }),
  maintenance: kind(
    isEither(
      isObject<
        Pick<MaintenancePlanned, 'systems' | 'origin'> & {
          readonly action: 'plan';
          readonly series: readonly MaintenanceSeries[];
        }
      >({
        action: isWord('plan'),
        systems: isListOf(isText),
        origin: isWord('config', 'calendar', 'people'),
        series: isListOf(isSeries),
      }),
      isObject<{
        readonly action: 'withdraw';
        readonly plan: string;
        readonly fromMs: number;
        readonly reason?: string;
      }>({
        action: isWord('withdraw'),
        plan: isText,
        fromMs: isNumber,
        reason: isMaybe(isText),
      }),
    ),
    {},
  ),
  annotation: kind(
    isObject<{ readonly outageMs: number; readonly text: string }>({ outageMs: isNumber, text: isText }),
    { subject: isText },
  ),
  reminder: kind(isObject<{ readonly said: string }>({ said: isText }), {}),
  link: kind(
    isEither(
      isObject<
        Pick<HandInLink, 'dataset' | 'unit' | 'period' | 'until' | 'to'> & { readonly action: 'make' }
      >({
        action: isWord('make'),
        dataset: isWord(...DATASETS),
        unit: isText,
        period: isText,
        until: isText,
        to: isText,
      }),
      isObject<{ readonly action: 'revoke'; readonly link: string }>({
        action: isWord('revoke'),
        link: isText,
      }),
    ),
    { period: isText, subject: isText },
  ),
  survey: kind(isSurveyEvent, { period: isText, subject: isText }),
  'survey-counts': kind(isObject<{ readonly sealed: string | null }>({ sealed: isNullOr(isText) }), {
    subject: isText,
  }),
  'status-message': kind(
    isEither(
      isObject<Pick<StatusMessage, 'title' | 'text' | 'systems'> & { readonly action: 'publish' }>({
        action: isWord('publish'),
        title: isWritten,
        text: isWritten,
        systems: isListOf(isText),
      }),
      isEither(
        isObject<{ readonly action: 'update'; readonly message: string; readonly text: WrittenText }>({
          action: isWord('update'),
          message: isText,
          text: isWritten,
        }),
        isObject<{ readonly action: 'end'; readonly message: string }>({
          action: isWord('end'),
          message: isText,
        }),
      ),
    ),
    {},
  ),
  alert: kind(
    isObject<Notice>({
      id: isText,
      transition: isWord(...NOTICE_TRANSITIONS),
      atMs: isInstant,
      alert: isAlert,
    }),
    { subject: isNullOr(isText) },
  ),
  'alert-message': kind(
    isObject<{ readonly channel: string; readonly notices: readonly string[] }>({
      channel: isText,
      notices: isListOf(isText),
    }),
    {},
  ),
  'alert-delivery': kind(
    isObject<{
      readonly message: string;
      readonly channel: string;
      readonly outcome: 'delivered' | 'refused' | 'expired';
    }>({ message: isText, channel: isText, outcome: isWord('delivered', 'refused', 'expired') }),
    {},
  ),
  run: kind(
    isEither(
      isObject<RebuildReport & { readonly task: 'rebuild' }>({
        task: isWord('rebuild'),
        from: isNullOr(isText),
        to: isNullOr(isText),
        slices: isNumber,
        systemDays: isNumber,
        systemDaysLeft: isNumber,
        boardParts: isNumber,
      }),
      isEither(
        isObject<{
          readonly task: 'score-open-periods';
          readonly periods: readonly string[];
          readonly scorecards: number;
          readonly durationMs: number;
        }>({
          task: isWord('score-open-periods'),
          periods: isListOf(isText),
          scorecards: isNumber,
          durationMs: isNumber,
        }),
        isObject<BackupReport & { readonly task: 'backup' }>({
          task: isWord('backup'),
          folder: isText,
          takenAt: isText,
          files: isNumber,
          bytes: isNumber,
          editions: isNumber,
          scorecards: isNumber,
          elsewhere: isListOf(isText),
        }),
      ),
    ),
    {},
  ),
  'collector-run': kind(isCollectorRun, { subject: isText }),
  export: kind(isObject<{ readonly id: string; readonly period: string }>({ id: isText, period: isText }), {
    period: isText,
  }),
  'export-content': kind(
    isObject<{ readonly files: readonly unknown[]; readonly cells: readonly unknown[] }>({
      files: isHashed(),
      cells: isHashed(),
    }),
    { period: isText },
  ),
  'export-delivery': kind(
    isObject<{ readonly exportId: string; readonly destination: string; readonly event: string }>({
      exportId: isText,
      destination: isText,
      event: isText,
    }),
    { period: isText },
  ),
  /** `null`: all went well. */
  heartbeat: kind(
    isNullOr(isObject<{ readonly said: 'start' | 'fail' }>({ said: isWord('start', 'fail') })),
    { subject: isText },
  ),
  verdict: kind(
    isObject<ConfirmedFailure>({
      target: isText,
      sinceMs: isNumber,
      reason: isMaybe(isReason),
      vantage: isText,
    }),
    { subject: isText },
  ),
  'session-end': kind(isObject<{ readonly session: string }>({ session: isText }), {}),
  audit: kind(
    isObject<Omit<AuditRecord, 'id' | 'at' | 'by'>>({
      action: isText,
      about: isRecordOf(isText),
      from: isText,
      outcome: isWord('done', 'refused', 'failed'),
      status: isNumber,
      code: isNullOr(isText),
    }),
    { subject: isNullOr(isText) },
  ),
} satisfies Readonly<Record<JournalKind, Kind<unknown, object>>>;

type Kinds = typeof KINDS;

/** What entries of a kind say. */
export type Content<K extends JournalKind> = Kinds[K]['content'] extends Guard<infer C> ? C : never;

/** What entries of a kind are about. */
export type Topic<K extends JournalKind> = {
  readonly [F in keyof Kinds[K]['topic']]: Kinds[K]['topic'][F] extends Guard<infer T> ? T : never;
};
