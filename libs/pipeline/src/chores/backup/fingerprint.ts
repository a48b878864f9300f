import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { PERIOD_TYPES, Period } from '#core';
import { type LedgerReader, type Snapshot, hashOf } from '#store';
import { type Perspektiv } from '../../perspektiv.js';
import { everySubject } from '../../scoring/subjects.js';

/** All scorecards of one period, as one checksum. */
export interface CardsPrint {
  readonly period: string;
  readonly scorecards: number;
  /** SHA-256 over the checksums of their canonical JSON, in the order of the catalogue. */
  readonly sha256: string;
}

/** What a city says at a moment: the same of a city and of its restored backup. */
export interface Fingerprint {
  readonly editions: number;
  /** Of the last edition of the chain; `null` before the first. */
  readonly lastHash: string | null;
  readonly scorecards: readonly CardsPrint[];
}

/** What scorecards are drawn from besides the facts, and must not change meanwhile. */
const STANDS_ON = ['deviation', 'maintenance', 'edition', 'shelter'] as const;

/** What was drawn of a moment, before scores are computed from it. */
interface Moment {
  readonly nowMs: number;
  /** How many entries of each kind in {@link STANDS_ON} there were. */
  readonly entries: readonly number[];
  readonly facts: Awaited<ReturnType<Perspektiv['scoring']['score']['factsAt']>>[];
}

/** The last ended period of each type. */
function periodsAt(nowMs: number): Period[] {
  return PERIOD_TYPES.map((type) => Period.at(type, nowMs).previous());
}

async function countsIn(ledger: LedgerReader): Promise<number[]> {
  const counts: number[] = [];
  for (const kind of STANDS_ON) counts.push((await ledger.entries({ kind })).length);
  return counts;
}

/** Asks a moment of the store for all that its fingerprint is made of. */
export async function readMoment(
  { scoring }: Perspektiv,
  { ledger, facts }: Snapshot,
  nowMs: number,
): Promise<Moment> {
  const read: Moment['facts'] = [];
  for (const period of periodsAt(nowMs)) read.push(await scoring.score.factsAt(facts, period));
  return { nowMs, entries: await countsIn(ledger), facts: read };
}

/** The fingerprint of a moment; `null` when a deviation, an edition or planned work has come since, so that the moment is over. */
export async function fingerprintOf(perspektiv: Perspektiv, moment: Moment): Promise<Fingerprint | null> {
  const { stage, scoring, catalogue } = perspektiv;
  const deviations = await scoring.remarks.deviations();
  const editions = await scoring.editions.all();
  const shelters = await scoring.editions.shelters();
  if (!isDeepStrictEqual(await countsIn(stage.ledger), moment.entries)) return null;
  const prints: CardsPrint[] = [];
  for (const [index, period] of periodsAt(moment.nowMs).entries()) {
    const stored = moment.facts[index];
    if (!stored) continue;
    const { scorecards: cards } = await scoring.score.judgedFrom(
      { ...stored, askedAtMs: moment.nowMs, deviations, shelters },
      everySubject(catalogue),
      { period, nowMs: moment.nowMs },
    );
    const hashes: string[] = [];
    for (const card of cards) {
      hashes.push(hashOf(card));
      await nextTurn(); // probes and readers come in between
    }
    prints.push({ period: period.toString(), scorecards: cards.length, sha256: hashOf(hashes) });
  }
  return { editions: editions.length, lastHash: editions.at(-1)?.hash ?? null, scorecards: prints };
}

/** In what two fingerprints differ, each as a sentence. */
export function differencesOf(expected: Fingerprint, found: Fingerprint): string[] {
  const differences = expected.scorecards.flatMap(({ period, scorecards, sha256 }) => {
    const print = found.scorecards.find((each) => each.period === period);
    return print?.sha256 === sha256
      ? []
      : [`styrkorten för ${period} är inte desamma (${scorecards} vid kopian, ${print?.scorecards ?? 0} nu)`];
  });
  if (expected.editions !== found.editions || expected.lastHash !== found.lastHash) {
    differences.push(
      `kedjan av utgåvor är inte densamma: ${expected.editions} vid kopian, ${found.editions} nu`,
    );
  }
  return differences;
}
