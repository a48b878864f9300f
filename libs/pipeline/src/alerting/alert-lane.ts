import { type Notice } from '#core';
import { type Notifier } from '#alert';
import { type PlannedMessage } from './alert-journal.js';

/** How a channel does; see {@link Lane}. */
export interface ChannelStatus {
  readonly channel: string;
  /** Messages and notices. */
  readonly waiting: number;
  /** Since when nothing arrives there; `null`: the last message did; `undefined`: none was sent yet. */
  readonly failingSinceMs: number | null | undefined;
  readonly problem: string | undefined;
  /** Messages that were given up since the start, and handed to other channels. */
  readonly givenUp: number;
}

/** What waits for one channel. */
export interface Lane {
  readonly channel: string;
  readonly notifier: Notifier;
  /** Told, but in no message yet. */
  gathered: Notice[];
  /** Written down, oldest first. */
  readonly planned: PlannedMessage[];
  /** By the monotonic clock: pauses do not follow a clock that is set. */
  lastPlannedMs: number;
  attempts: number;
  /** Since when the first message is turned away, by the monotonic clock. */
  refusedSinceMs: number | null;
  /** Since when nothing arrives; `null`: the last message did; `undefined`: none was sent yet. */
  failingSinceMs: number | null | undefined;
  problem: string | undefined;
  givenUp: number;
  /** Notices that others could not deliver, so that none is handed on twice. */
  readonly handedOn: Set<string>;
  timer: NodeJS.Timeout | undefined;
  underWay: Promise<void> | null;
}

/** A lane in which nothing waits. */
export function newLane([channel, notifier]: readonly [string, Notifier]): Lane {
  return {
    channel,
    notifier,
    gathered: [],
    planned: [],
    lastPlannedMs: -Infinity,
    attempts: 0,
    refusedSinceMs: null,
    failingSinceMs: undefined,
    problem: undefined,
    givenUp: 0,
    handedOn: new Set(),
    timer: undefined,
    underWay: null,
  };
}

export function statusOf(lane: Lane): ChannelStatus {
  const { channel, failingSinceMs, problem, givenUp } = lane;
  return { channel, waiting: lane.planned.length + lane.gathered.length, failingSinceMs, problem, givenUp };
}
