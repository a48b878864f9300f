import { setImmediate as nextTurn } from 'node:timers/promises';
import { inTurn, messageOf } from '#core';
import { type EditionCycle } from '../closing/edition-cycle.js';
import { type Stage } from '../stage.js';
import { type BoardPart, boardParts } from './board-parts.js';

/** How long a turn of the schedule goes on, so that readers of the same facts do not wait long. */
const TURN_MS = 20_000;

/** How far the copy for boards has come. */
export interface BoardStatus {
  /** Parts that are not as they should be, as of the last turn; `null` before the first. */
  readonly waiting: number | null;
  /** When all was laid out last; `null` when it never was by this process. */
  readonly completeAtMs: number | null;
  /** Why the last turn failed; `null` when it went well. */
  readonly failure: string | null;
}

/**
 * Lays out for boards, which ask an engine themselves, what they show: scorecards, observations as monthly sums, roll-ups and
 * outages. A copy behind the ledger, the newest first, each part again when what it tells of has changed.
 */
export class BoardCopy {
  private readonly laidOut = new Map<string, string>();
  private readonly turn = inTurn();
  private now: BoardStatus = { waiting: null, completeAtMs: null, failure: null };

  constructor(
    private readonly stage: Stage,
    private readonly edition: EditionCycle,
  ) {}

  status(): BoardStatus {
    return this.now;
  }

  /** Lays out parts that are not as they should be, for a while; answers how many that were. */
  refresh(nowMs: number): Promise<number> {
    return this.turn(() => this.layOut(nowMs, performance.now() + TURN_MS));
  }

  /** Takes all of it away, and lays it out anew; answers how many parts that are. */
  layOutAnew(nowMs: number): Promise<number> {
    return this.turn(async () => {
      await this.stage.store.boards?.clear();
      this.laidOut.clear();
      return this.layOut(nowMs, Infinity);
    });
  }

  private async layOut(nowMs: number, until: number): Promise<number> {
    const { boards } = this.stage.store;
    if (!boards) return 0;
    let done = 0;
    try {
      const waiting = await this.waiting(nowMs);
      for (const { part, revision } of waiting) {
        if (performance.now() > until) break;
        await part.layOut(boards);
        this.laidOut.set(part.name, revision);
        done++;
        await nextTurn(); // probes and readers come in between
      }
      const left = waiting.length - done;
      const completeAtMs = left === 0 ? nowMs : this.now.completeAtMs;
      this.now = { waiting: left, completeAtMs, failure: null };
      return done;
    } catch (error) {
      this.now = { ...this.now, failure: messageOf(error) };
      throw error;
    }
  }

  private async waiting(nowMs: number): Promise<{ part: BoardPart; revision: string }[]> {
    const waiting: { part: BoardPart; revision: string }[] = [];
    for (const part of await boardParts(this.stage, this.edition, nowMs)) {
      const revision = await part.revision();
      if (this.laidOut.get(part.name) !== revision) waiting.push({ part, revision });
    }
    return waiting;
  }
}
