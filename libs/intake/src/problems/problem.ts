import { type LocalizedText, type UploadProblem } from '#core';

/** What is wrong and what to do about it; `{words}` in braces are filled in from the fault. */
export interface ProblemText {
  readonly message: string;
  readonly hint: string;
  /** In place of `Did you mean “{suggestion}”?` and the hint, where that would be the wrong question. */
  readonly hintIfSimilar?: string;
}

/** A kind of problem: how grave it is, and its words in each language. */
export interface ProblemKind extends Readonly<Record<keyof LocalizedText, ProblemText>> {
  /** An error refuses the whole file; a warning asks somebody to look; a notice tells how the file was understood. */
  readonly severity: UploadProblem['severity'];
}

/** Kinds of problems by their stable code. */
export type Problems = Readonly<Record<string, ProblemKind>>;
