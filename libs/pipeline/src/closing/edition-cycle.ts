import {
  type ChainReport,
  type EditionDiff,
  type EditionSummary,
  type FreezePreview,
  type FrozenPeriod,
  Period,
  PerspektivError,
  Remembered,
  type Result,
  type Scorecard,
  type Subject,
  editionName,
  failed,
  inTurn,
  ok,
} from '#core';
import { type Catalogue, measuresInForce, subjectIdToday } from '#catalogue';
import { COUNTING_RULES } from '#score';
import { faultOf } from './edition.js';
import { type Compared, changedMeasures, differences, namesToday } from './edition-diff.js';
import { chosen } from './editions.js';
import { type EditionStage, type FreezeOrder, type FreezeRefusal, freezePeriod } from './freeze.js';
import { previewOf } from './freeze-preview.js';
import { slicesBehind } from './slices-behind.js';
import { everySubject } from '../scoring/subjects.js';
import { type Edition } from '../stage.js';

/** Which reading of a scorecard: an edition by its name, or the newest at an instant; otherwise what is live. */
export interface EditionChoice {
  readonly edition?: string | undefined;
  readonly atMs?: number | undefined;
}

/** What was asked for and is not there. */
export type NotThere = 'edition' | 'subject';

/** Of how many periods it is remembered whether what is live differs, and how many comparisons are held. */
const PERIODS_KEPT = 64;
const DIFFS_KEPT = 16;
/** What is computed from the data as they are now: of a period that nobody has frozen. */
const LIVE = 'live';
/** The same of a frozen period, where the newest edition says the same, or something else. */
const LIVE_AGREES = 'live-agrees';
const LIVE_DIFFERS = 'live-differs';

/** Where periods are closed: a snapshot is frozen, read back as it was, and compared with what is live. */
export class EditionCycle {
  private readonly differing = new Remembered<boolean>(PERIODS_KEPT);
  private readonly diffs = new Remembered<EditionDiff | null>(DIFFS_KEPT);
  /** One comparison after the other: each may judge the whole city. */
  private readonly inComparing = inTurn();

  constructor(private readonly stage: EditionStage) {}

  /** Stores an immutable snapshot of a period; see {@link freezePeriod}. */
  freeze(period: Period, order: FreezeOrder): Promise<Result<EditionSummary, FreezeRefusal>> {
    return freezePeriod(this.stage, period, order);
  }

  /** What freezing, or restating, a period would keep now; stores nothing. */
  preview(
    period: Period,
    order: { readonly nowMs: number; readonly restate: boolean },
  ): Promise<Result<FreezePreview, FreezeRefusal>> {
    const compare = (of: Period, from: string, nowMs: number) => this.diff(of, { from, to: LIVE, nowMs });
    return previewOf(this.stage, period, { ...order, compare });
  }

  /** A scorecard as it is, or as an edition has it: then every byte is the same whenever it is read. */
  async scorecard(
    subject: Subject,
    period: Period,
    { edition, atMs, nowMs }: EditionChoice & { readonly nowMs: number },
  ): Promise<Result<Scorecard, NotThere>> {
    if ((edition ?? LIVE) === LIVE && atMs === undefined) return this.live(subject, period, nowMs);
    const editions = await this.stage.index.of(period);
    const found =
      atMs === undefined
        ? chosen(editions, edition ?? LIVE)
        : editions.findLast(({ frozenAt }) => Date.parse(frozenAt) <= atMs);
    const content = found && (await this.stage.editions.content(found));
    if (!content) return failed('edition');
    const card = cardOf(this.stage.catalogue, content, subject);
    return card ? ok(card) : failed('subject');
  }

  /** Scorecards as they are, each telling whether it agrees with the newest edition. */
  async scorecards(subjects: readonly Subject[], period: Period, nowMs: number): Promise<Scorecard[]> {
    const frozen = await this.newestOf(period);
    const cards = await this.stage.score.scorecards(subjects, period, nowMs);
    return cards.map((card) => held(this.stage.catalogue, card, frozen));
  }

  /** Another text means that the scorecards of a period may read otherwise. */
  async revision(period: Period): Promise<string> {
    const newest = (await this.stage.index.of(period)).at(-1);
    return `${newest?.sequence ?? 0} ${await this.stage.score.revision([period])}`;
  }

  async isFrozen(period: Period): Promise<boolean> {
    return (await this.stage.index.of(period)).length > 0;
  }

  /** The periods that have editions, by their end. */
  async periods(nowMs: number): Promise<FrozenPeriod[]> {
    const all = await this.stage.index.all();
    const periods = [...new Set(all.map(({ period }) => period))].map((text) => Period.of(text));
    periods.sort((a, b) => a.endMs - b.endMs || b.startMs - a.startMs);
    const frozen: FrozenPeriod[] = [];
    for (const period of periods) {
      const editions = all.filter((edition) => edition.period === period.toString());
      const differs = await this.differs(period, editions.at(-1), nowMs);
      frozen.push({ period: period.toString(), differs, editions });
    }
    return frozen;
  }

  /** An edition with all it holds; `null` when there is none of that name. */
  async edition(period: Period, name: string): Promise<Edition | null> {
    const summary = chosen(await this.stage.index.of(period), name);
    return summary && this.stage.editions.content(summary);
  }

  /**
   * The editions of a period up to one by its name, or up to the newest, oldest first; none when it is not there. Throws
   * `edition/content-missing` when one of them is damaged: `verify` tells which.
   */
  async editionsOf(period: Period, name?: string): Promise<Edition[]> {
    const all = await this.stage.index.of(period);
    const last = name === undefined ? all.at(-1) : chosen(all, name);
    const wanted = all.filter(({ number }) => last && number <= last.number);
    const contents: Edition[] = [];
    for (const summary of wanted) {
      const content = await this.stage.editions.content(summary);
      if (!content) throw contentMissing(summary);
      contents.push(content);
    }
    return contents;
  }

  /** What differs between two editions of a period, each by its name, or `live`. */
  async diff(
    period: Period,
    { from, to, nowMs }: { readonly from: string; readonly to: string; readonly nowMs: number },
  ): Promise<Result<EditionDiff, NotThere>> {
    // Names that nobody has are found before anything is judged.
    const editions = await this.stage.index.of(period);
    const isThere = [from, to].every((name) => name === LIVE || chosen(editions, name));
    if (!isThere) return failed('edition');
    const revision = await this.revision(period);
    const diff = await this.diffs.answer([period, from, to].join(' '), revision, () =>
      this.inComparing(async () => {
        const before = await this.compared(period, from, nowMs);
        const after = await this.compared(period, to, nowMs);
        if (!before || !after) return null;
        return differences(period.toString(), [before, after], namesToday(this.stage.catalogue));
      }),
    );
    return diff ? ok(diff) : failed('edition');
  }

  /** Recomputes every hash, and follows the chain from its beginning. */
  async verify(): Promise<ChainReport> {
    const all = await this.stage.index.all();
    const faults = [];
    for (const [index, summary] of all.entries()) {
      const fault = faultOf(summary, await this.stage.editions.content(summary), all[index - 1] ?? null);
      if (fault) faults.push(fault);
    }
    return { editions: all.length, faults };
  }

  private async live(subject: Subject, period: Period, nowMs: number): Promise<Result<Scorecard, NotThere>> {
    const card = await this.stage.score.scorecard(subject, period, nowMs);
    return card.ok
      ? ok(held(this.stage.catalogue, card.value, await this.newestOf(period)))
      : failed('subject');
  }

  /** What the newest edition of a period holds; `null` when there is none. */
  private async newestOf(period: Period): Promise<Edition | null> {
    const newest = (await this.stage.index.of(period)).at(-1);
    return newest ? this.stage.editions.content(newest) : null;
  }

  /** Whether any unit's scorecard is no longer what the newest edition has; computed once per change. */
  private async differs(period: Period, newest: EditionSummary | undefined, nowMs: number): Promise<boolean> {
    const frozen = newest && (await this.stage.editions.content(newest));
    if (!frozen) return false;
    const { catalogue, score } = this.stage;
    const revision = `${frozen.sequence} ${await score.revision([period])}`;
    return this.differing.answer(period.toString(), revision, async () => {
      const cards = await score.scorecards(everySubject(catalogue, ['unit']), period, nowMs);
      return cards.some((card) => isOther(catalogue, frozen, card));
    });
  }

  private async compared(period: Period, name: string, nowMs: number): Promise<Compared | null> {
    if (name === LIVE) return { name, ...(await this.now(period, nowMs)) };
    const edition = await this.edition(period, name);
    return (
      edition && { ...edition, name: editionName(edition.number), counting: edition.rules.counting ?? 1 }
    );
  }

  /** What is live, of everything that an edition holds and that can be compared. */
  private async now(period: Period, nowMs: number): Promise<Omit<Compared, 'name'>> {
    const { catalogue, score } = this.stage;
    return {
      scorecards: await score.scorecards(everySubject(catalogue), period, nowMs),
      slices: await slicesBehind(this.stage, period),
      definitions: measuresInForce(catalogue, period.lastDay),
      counting: COUNTING_RULES,
    };
  }
}

function contentMissing({ period, name }: EditionSummary): PerspektivError {
  const message = `The content of the edition ${name} of ${period} is gone; freeze --verify tells of the chain`;
  return new PerspektivError('edition/content-missing', message);
}

/** A live scorecard, held against what is frozen. */
function held(catalogue: Catalogue, card: Scorecard, frozen: Edition | null): Scorecard {
  if (!frozen) return card;
  const differs = isOther(catalogue, frozen, card);
  return { ...card, edition: differs ? LIVE_DIFFERS : LIVE_AGREES };
}

/** Whether a scorecard reads otherwise than what is frozen; one that an edition does not know may say nothing yet. */
function isOther(catalogue: Catalogue, frozen: Edition, card: Scorecard): boolean {
  const before = cardOf(catalogue, frozen, card.subject);
  if (before) return changedMeasures(before, card, namesToday(catalogue)).length > 0;
  const values = card.perspectives.flatMap(({ measures }) => measures.map(({ value }) => value.kind));
  return values.some((kind) => kind === 'number' || kind === 'suppressed');
}

/** The scorecard of a subject, by its id or by what it is called today. */
function cardOf(catalogue: Catalogue, { scorecards }: Edition, { kind, id }: Subject): Scorecard | null {
  const ofKind = scorecards.filter(({ subject }) => subject.kind === kind);
  const named = ofKind.find(({ subject }) => subject.id === id);
  return named ?? ofKind.find(({ subject }) => subjectIdToday(catalogue, subject) === id) ?? null;
}
