/** A text that somebody wrote while something was burning: in Swedish, and in English when there was time. */
export interface WrittenText {
  readonly sv: string;
  readonly en: string | null;
}

/** What operations tell everybody of a disturbance, on the public status page. */
export interface StatusMessage {
  readonly id: string;
  readonly title: WrittenText;
  readonly text: WrittenText;
  /** Ids of the public systems that it is about; none: of no one in particular. */
  readonly systems: readonly string[];
  /** ISO 8601 with offset. */
  readonly at: string;
  /** What came to be known afterwards, oldest first. */
  readonly updates: readonly { readonly at: string; readonly text: WrittenText }[];
  /** ISO 8601 with offset; `null` while it goes on. */
  readonly endedAt: string | null;
}
