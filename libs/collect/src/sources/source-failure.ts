import { type LocalizedText } from '#core';

/** Why a source could not be read. */
export type SourceFailureCode =
  | 'source-unreachable'
  | 'source-timed-out'
  | 'source-forbids'
  | 'source-lacks'
  | 'source-throttles'
  | 'source-fails'
  | 'source-refuses'
  | 'source-changed'
  | 'source-cut-short'
  | 'address-not-allowed'
  | 'secret-missing'
  | 'folder-missing'
  | 'strange-host';

/** A source that does not give what it should, in words for people; what may help is tried again. */
export class SourceFailure extends Error {
  constructor(
    readonly code: SourceFailureCode,
    readonly words: LocalizedText,
    private readonly nature: { readonly isPassing?: boolean; readonly retryAfterMs?: number } = {},
  ) {
    super(words.en);
    this.name = 'SourceFailure';
  }

  /** Whether another try may help. */
  get isPassing(): boolean {
    return this.nature.isPassing ?? false;
  }

  /** How long the source asks to be left alone; `null` when it does not say. */
  get retryAfterMs(): number | null {
    return this.nature.retryAfterMs ?? null;
  }
}

/** The source answers in another way than it did, or than its documentation says. */
export function changedSource(sv: string, en: string): SourceFailure {
  return new SourceFailure('source-changed', { sv, en });
}
