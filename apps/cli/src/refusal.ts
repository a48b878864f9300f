/** What was asked cannot be done, for reasons that are for people to read: exit code 1. */
export class Refusal extends Error {
  constructor(
    reasons: string,
    /** 1 refused, 2 wrong usage (formats.md, section 4). */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(reasons);
    this.name = 'Refusal';
  }
}
