import { type ProblemCode } from '../problem-codes.js';
import { type SYSTEM_FILE_SEVERITIES } from '../system-file-codes.js';

/** What is wrong and what to do about it; `{words}` in braces are filled in from the fault. */
export interface ProblemText {
  readonly message: string;
  readonly hint: string;
  /** In place of `Did you mean “{suggestion}”?` and the hint, where that would be the wrong question. */
  readonly hintIfSimilar?: string;
}

export type ProblemTexts = Readonly<Record<ProblemCode, ProblemText>>;

/** The part that is said of files that other systems write. */
export type SystemFileTexts = Pick<ProblemTexts, keyof typeof SYSTEM_FILE_SEVERITIES>;
