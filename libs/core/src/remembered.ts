/** What was answered, and what it was made from. */
interface Answer<T> {
  readonly revision: string;
  readonly value: Promise<T>;
}

/**
 * Answers that cost much, worked out once for as long as nothing has changed: the newest of each question, of the questions
 * that were answered last. Whoever asks meanwhile waits for the same answer; one that failed is not kept.
 */
export class Remembered<T> {
  private readonly answers = new Map<string, Answer<T>>();

  /** @param most questions whose answers are held at a time. */
  constructor(private readonly most: number) {}

  /** The answer to a question at a revision; another text of that means that the answer may be another. */
  answer(question: string, revision: string, work: () => Promise<T>): Promise<T> {
    const known = this.answers.get(question);
    if (known?.revision === revision) return known.value;
    const value = work();
    this.answers.delete(question);
    this.answers.set(question, { revision, value });
    value.catch(() => {
      if (this.answers.get(question)?.value === value) this.answers.delete(question);
    });
    const [oldest] = this.answers.keys();
    if (this.answers.size > this.most && oldest !== undefined) this.answers.delete(oldest);
    return value;
  }

  /** Whether a question has been answered lately, if perhaps before something changed. */
  knows(question: string): boolean {
    return this.answers.has(question);
  }

  clear(): void {
    this.answers.clear();
  }
}
