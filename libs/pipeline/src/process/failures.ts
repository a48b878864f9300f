import { messageOf } from '#core';

/** So many failures in a row of a task or stage are told: one may be a moment's. */
const TOLD_AFTER = 3;
/** What begins so is one thing among many of its kind: it is set aside at its first failure, and the others go on. */
const ONE_OF_MANY =
  /^(?:plan|system-state|system-facts|system-roll-up|system-budget|probe|notice|alert|entry|chain|config|unknown-id):/;

/** Something that has failed again and again, and fails still. */
export interface Failure {
  /** Id, such as `task:roll-up`, `stage:status-messages` or `system-roll-up:portalen`. */
  readonly subject: string;
  /** When the first of these failures in a row was; milliseconds since the epoch. */
  readonly sinceMs: number;
  readonly times: number;
  readonly problem: string;
}

/** What goes on in the place of work that failed, and when that was. */
interface Aside<T> {
  readonly instead: T;
  readonly nowMs: number;
}

/**
 * What of the follow-up itself fails: tasks of the schedule, stages within them, and single things (a plan, a system, a
 * probe, a notice, an entry of the journal) that are set aside so that the rest goes on.
 */
export class Failures {
  private readonly failing = new Map<string, Failure>();

  failed(subject: string, error: unknown, nowMs: number): void {
    const { sinceMs = nowMs, times = 0 } = this.failing.get(subject) ?? {};
    const problem = messageOf(error);
    this.failing.set(subject, { subject, sinceMs, times: times + 1, problem });
    if (times === 0 && ONE_OF_MANY.test(subject))
      process.emitWarning(`${subject} is set aside until it works: ${problem}`);
  }

  well(subject: string): void {
    this.failing.delete(subject);
  }

  /** Forgets those of one sort that are not among some, such as plans that were withdrawn. */
  keepOnly(sort: string, subjects: ReadonlySet<string>): void {
    for (const subject of this.failing.keys())
      if (subject.startsWith(`${sort}:`) && !subjects.has(subject)) this.well(subject);
  }

  /** Forgets those of one sort that began to fail before an instant. */
  forgetBefore(sort: string, ms: number): void {
    for (const { subject, sinceMs } of this.failing.values())
      if (subject.startsWith(`${sort}:`) && sinceMs < ms) this.well(subject);
  }

  /** The tasks and stages that have failed for some turns, by subject. */
  lasting(): Failure[] {
    return this.sorted(({ subject, times }) => times >= TOLD_AFTER && !ONE_OF_MANY.test(subject));
  }

  /** The single things that are set aside, by subject. */
  setAside(): Failure[] {
    return this.sorted(({ subject }) => ONE_OF_MANY.test(subject));
  }

  /** Does something that others must not wait for or fall with: what fails is noted, and `instead` goes on in its place. */
  async aside<T>(subject: string, { instead, nowMs }: Aside<T>, work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      this.well(subject);
      return done;
    } catch (error) {
      this.failed(subject, error, nowMs);
      return instead;
    }
  }

  /** The same for work that is done at once. */
  guard<T>(subject: string, { instead, nowMs }: Aside<T>, work: () => T): T {
    try {
      const done = work();
      if (this.failing.size > 0) this.well(subject);
      return done;
    } catch (error) {
      this.failed(subject, error, nowMs);
      return instead;
    }
  }

  private sorted(isMeant: (failure: Failure) => boolean): Failure[] {
    const meant = [...this.failing.values()].filter(isMeant);
    return meant.sort((a, b) => (a.subject < b.subject ? -1 : 1));
  }
}
