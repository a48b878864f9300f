import { messageOf } from '#core';

/** So many failures in a row are told: one may be a moment's. */
const TOLD_AFTER = 3;

/** Something that has failed again and again, and fails still. */
export interface Failure {
  /** Id, such as `task:roll-up` or `stage:budgets`. */
  readonly subject: string;
  /** When the first of these failures in a row was; milliseconds since the epoch. */
  readonly sinceMs: number;
  readonly times: number;
  readonly problem: string;
}

/** What of the follow-up itself fails: tasks of the schedule, and stages within them that are set aside so that the rest goes on. */
export class Failures {
  private readonly failing = new Map<string, Failure>();

  failed(subject: string, error: unknown, nowMs: number): void {
    const { sinceMs = nowMs, times = 0 } = this.failing.get(subject) ?? {};
    this.failing.set(subject, { subject, sinceMs, times: times + 1, problem: messageOf(error) });
  }

  well(subject: string): void {
    this.failing.delete(subject);
  }

  /** What has failed for some turns, by subject. */
  lasting(): Failure[] {
    const lasting = [...this.failing.values()].filter(({ times }) => times >= TOLD_AFTER);
    return lasting.sort((a, b) => (a.subject < b.subject ? -1 : 1));
  }

  /** Does something that others must not wait for or fall with: what fails is noted, and `instead` goes on in its place. */
  async aside<T>(subject: string, { instead, nowMs }: { instead: T; nowMs: number }, work: () => Promise<T>) {
    try {
      const done = await work();
      this.well(subject);
      return done;
    } catch (error) {
      this.failed(subject, error, nowMs);
      return instead;
    }
  }
}
