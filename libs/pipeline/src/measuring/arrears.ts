import { type ProbeState, type Sample } from '#core';

/** Of the systems in which nothing happens one in so many is rolled up each turn: what they are is known without it. */
const QUIET_TURNS = 10;

interface Arrear {
  readonly fromMs: number;
  /** Whether something happened that roll-ups tell of. */
  readonly isChanging: boolean;
}

/** A system, and the time from which it is not rolled up yet. */
export interface DueRollUp {
  readonly system: string;
  readonly fromMs: number;
}

/**
 * What is not rolled up yet. Rolling up reads an hour of samples, so it is done each turn for systems in which something
 * happens, and now and then for those in which one good sample follows another.
 */
export class Arrears {
  /** By system; the one that was rolled up longest ago stands first. */
  private readonly waiting = new Map<string, Arrear>();
  /** Target and vantage point → what the last sample said. */
  private readonly said = new Map<string, ProbeState>();

  /** From when on a system is not rolled up; the earliest counts. */
  add(system: string, fromMs: number): void {
    const earliestMs = Math.min(fromMs, this.waiting.get(system)?.fromMs ?? Infinity);
    this.waiting.set(system, { fromMs: earliestMs, isChanging: true });
  }

  has(system: string): boolean {
    return this.waiting.has(system);
  }

  /** Another process has taken it over. */
  drop(system: string): void {
    this.waiting.delete(system);
  }

  /** The others are measured no longer. */
  keepOnly(systems: ReadonlySet<string>): void {
    for (const system of this.waiting.keys()) if (!systems.has(system)) this.drop(system);
  }

  /** A sample of a system's was stored. */
  note(system: string, { target, vantage, timeMs, state }: Sample): void {
    const source = `${target} ${vantage}`;
    const isQuiet = state === 'up' && this.said.get(source) === 'up';
    this.said.set(source, state);
    const known = this.waiting.get(system);
    if (known && isQuiet && known.fromMs <= timeMs) return;
    const fromMs = Math.min(timeMs, known?.fromMs ?? Infinity);
    this.waiting.set(system, { fromMs, isChanging: !isQuiet || (known?.isChanging ?? true) });
  }

  /** Those whose turn it is, as if rolled up to an instant by now; who fails to do so adds them again. */
  take(which: 'all' | 'due', nowMs: number): DueRollUp[] {
    let quietLeft = Math.ceil(this.waiting.size / QUIET_TURNS);
    const taken: DueRollUp[] = [];
    for (const [system, { fromMs, isChanging }] of [...this.waiting]) {
      if (fromMs >= nowMs) continue;
      if (which === 'due' && !isChanging && quietLeft-- <= 0) continue;
      taken.push({ system, fromMs });
      this.waiting.delete(system);
      this.waiting.set(system, { fromMs: nowMs, isChanging: false });
    }
    return taken;
  }
}
