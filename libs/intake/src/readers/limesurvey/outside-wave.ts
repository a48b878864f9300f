import { Period } from '#core';
import { type Fault, fileFault } from '../../problem-codes.js';

/** Counts the answers whose own dates lie outside the period that they are said to be for. */
export class OutsideWave {
  private readonly isInside = new Map<string, boolean>();
  private count = 0;
  private first = '';
  private last = '';

  constructor(private readonly claimed: Period | null) {}

  /** A day, in ISO 8601. */
  take(date: string): void {
    if (this.holds(date.slice(0, 7))) return;
    this.count++;
    if (this.first === '' || date < this.first) this.first = date;
    if (date > this.last) this.last = date;
  }

  remarks(): Fault[] {
    const { count, first, last, claimed } = this;
    return count === 0 || !claimed
      ? []
      : [fileFault('answers-outside-wave', { count, first, last, claimed: claimed.toString() })];
  }

  private holds(month: string): boolean {
    const known = this.isInside.get(month) ?? this.claimed?.contains(Period.of(month)) ?? true;
    this.isInside.set(month, known);
    return known;
  }
}
