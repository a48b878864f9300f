import { type ProblemCode } from '../problem-codes.js';

/** What is wrong and what to do about it; `{words}` in braces are filled in from the fault. */
interface ProblemText {
  readonly message: string;
  readonly hint: string;
}

export type ProblemTexts = Readonly<Record<ProblemCode, ProblemText>>;
