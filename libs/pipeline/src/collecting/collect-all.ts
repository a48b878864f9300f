import { type Collector, type SecretReference, durationMs } from '#catalogue';
import {
  Asking,
  type CollectContext,
  type Collected,
  type SourceCollector,
  SourceFailure,
  timedOut,
} from '#collect';
import { type CollectorRun, type Period, messageOf } from '#core';
import { type IntakeCycle } from '../handing-in/intake-cycle.js';
import { type Stage } from '../stage.js';
import { untilAborted } from './until-aborted.js';
import { missingSlices } from './missing-slices.js';
import { RowPlaces, type Row } from './row-places.js';
import { RunBook } from './run-book.js';
import { TakingIn } from './taking-in.js';

/** A run that is to be carried out. */
export interface CollectorTask {
  readonly collector: Collector;
  readonly source: SourceCollector;
  readonly runId: string;
  readonly from: Period;
  readonly to: Period;
  readonly nowMs: number;
  readonly timeoutMs: number;
  readonly dryRun: boolean;
  readonly accept: boolean;
  /** What the last good run has kept; empty when all is to be read anew. */
  readonly memory: Readonly<Record<string, string>>;
  /** What is kept on when this run is not flawless. */
  readonly kept: Readonly<Record<string, string>>;
  readonly configuration: string;
  /** A range, or everything, was asked for. */
  readonly isWhole: boolean;
  readonly closing: AbortSignal;
}

/** What a run is carried out with. */
export interface CollectingStage extends Pick<
  Stage,
  'catalogue' | 'ledger' | 'pull' | 'reachable' | 'secrets' | 'nowMs'
> {
  readonly intake: IntakeCycle;
}

type Told = Pick<
  CollectorRun,
  | 'outcome'
  | 'text'
  | 'read'
  | 'stored'
  | 'unchanged'
  | 'refused'
  | 'refusals'
  | 'warnings'
  | 'receipts'
  | 'asked'
  | 'retried'
> & { readonly memory: Readonly<Record<string, string>> };

/** Everything of one run: its time, its questions, and what comes of them. */
class Run {
  readonly book = new RunBook();
  readonly memory: Map<string, string>;
  readonly asking: Asking;
  private readonly signal: AbortSignal;
  private readonly places: RowPlaces;
  private readonly takingIn: TakingIn;

  constructor(
    private readonly task: CollectorTask,
    private readonly stage: CollectingStage,
  ) {
    const { collector, timeoutMs, closing, runId, nowMs, dryRun, accept } = task;
    const { catalogue, ledger, intake, pull } = stage;
    const endsAt = performance.now() + timeoutMs;
    this.signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), closing]);
    this.memory = new Map(Object.entries(task.memory));
    this.asking = new Asking({
      client: pull,
      attempts: collector.retry.attempts,
      backOffMs: backOffOf(collector),
      maxBytes: catalogue.rules.uploads.maxMiB * 1024 * 1024,
      remainingMs: () => endsAt - performance.now(),
      signal: this.signal,
      nowMs: stage.nowMs,
    });
    this.places = new RowPlaces(this.dataset, catalogue);
    const { book, dataset, places } = this;
    this.takingIn = new TakingIn({
      ...{ ledger, intake, collector, dataset, places, book },
      ...{ runId, nowMs, dryRun, accept },
    });
  }

  /** One question after the other; the first that fails ends the run, and what was stored before stays. */
  async carryOut(): Promise<void> {
    const { source, from, to } = this.task;
    try {
      if (!source.monthByMonth) await this.collect(from, to);
      else
        for (let month = from; month.toString() <= to.toString(); month = month.next())
          await this.collect(month, month);
    } catch (thrown) {
      this.book.fail(endingOf(thrown, this.task.closing.aborted));
    }
  }

  private get dataset() {
    const dataset = this.stage.catalogue.datasets.get(this.task.collector.dataset);
    if (!dataset) throw new Error(`There is no data set ${this.task.collector.dataset}`);
    return dataset;
  }

  private async collect(from: Period, to: Period): Promise<void> {
    const { collector, source } = this.task;
    const rows = new Map<string, Row[]>();
    const refused: { unit: string | null; period: string | null }[] = [];
    let isPartial = false;
    let hasRows = false;
    const coming = source.collect(this.contextOf(from, to));
    for await (const collected of untilAborted(coming, this.signal, timedOut)) {
      if (collected.kind === 'row') {
        hasRows = true;
        if (this.places.isWithin(collected.row, from, to)) this.gather(rows, collected.row);
      } else isPartial = (await this.takeAside(collected, refused)) || isPartial;
    }
    const isRefused = (row: Row, period: string): boolean =>
      refused.some(
        (one) =>
          (one.period === null || one.period === period) &&
          (one.unit === null || one.unit === this.places.unitOf(row)),
      );
    for (const [period, all] of rows) {
      const sound = all.filter((row) => !isRefused(row, period));
      this.book.count({ read: all.length - sound.length, refused: all.length - sound.length });
      if (sound.length > 0) await this.takingIn.rows(period, sound);
    }
    if (hasRows && !isPartial && refused.length === 0) {
      const missing = await missingSlices(
        { ledger: this.stage.ledger, collector, places: this.places, from, to },
        rows,
      );
      for (const remark of missing) this.book.warn(remark);
    }
  }

  private gather(rows: Map<string, Row[]>, row: Row): void {
    const period = this.places.periodOf(row);
    const known = rows.get(period);
    if (known) known.push(row);
    else rows.set(period, [row]);
  }

  /** What is no row. Answers whether the source left something out that has not changed. */
  private async takeAside(
    collected: Exclude<Collected, { kind: 'row' }>,
    refused: { unit: string | null; period: string | null }[],
  ): Promise<boolean> {
    switch (collected.kind) {
      case 'file':
        await this.takingIn.file(collected);
        return false;
      case 'refusal': {
        const { code, unit, period, reason: text } = collected;
        refused.push({ unit, period });
        this.book.refuse({ code, unit, period, text });
        return false;
      }
      case 'warning':
        this.book.warn({ code: collected.code, unit: null, period: collected.period, text: collected.text });
        return false;
      case 'nothing-new':
        this.book.hasNothingNew = true;
        return true;
    }
  }

  private contextOf(from: Period, to: Period): CollectContext<object> {
    const { collector, nowMs } = this.task;
    const { ask, attempt } = this.asking;
    return {
      ...{ from, to, nowMs, ask, attempt, dataset: this.dataset, signal: this.signal },
      ...{ id: collector.id, options: collector.options, catalogue: this.stage.catalogue },
      reachable: this.stage.reachable,
      secretOf: (reference) => this.secretOf(reference),
      memory: { get: (key) => this.memory.get(key), set: (key, text) => void this.memory.set(key, text) },
    };
  }

  private secretOf(reference: SecretReference): string {
    const secret = this.stage.secrets.of(reference);
    if (secret !== null) return (reference.prefix ?? '') + secret;
    const [missing = ''] = this.stage.secrets.missingIn(reference);
    const sv = `Nyckeln saknas: ${missing} finns inte eller är tom.`;
    throw new SourceFailure('secret-missing', { sv, en: `The key is missing: there is no ${missing}.` });
  }
}

function backOffOf({ retry }: Collector): number {
  return durationMs(retry.backOff) ?? 0;
}

function endingOf(thrown: unknown, isClosing: boolean): Parameters<RunBook['fail']>[0] {
  if (isClosing) {
    const sv = 'Programmet stängdes medan körningen pågick. Nästa körning hämtar resten.';
    return {
      code: 'closing',
      text: { sv, en: 'The program was closed during the run. The next run fetches the rest.' },
    };
  }
  if (thrown instanceof SourceFailure) return { code: thrown.code, text: thrown.words };
  const sv = `Hämtaren gick sönder: ${messageOf(thrown)}. Det är ett fel i programmet; ingenting av detta steg är sparat.`;
  const en = `The collector broke: ${messageOf(thrown)}. That is a fault of the program; nothing of this step is stored.`;
  return { code: 'collector-fault', text: { sv, en } };
}

/** Carries out a run. It never rejects for what a source, or a collector, does. */
export async function collectAll(task: CollectorTask, stage: CollectingStage): Promise<Told> {
  const run = new Run(task, stage);
  await run.carryOut();
  const { from, to, source, kept } = task;
  const { asked, retried } = run.asking;
  const window = { from: from.toString(), to: to.toString(), mayBeEmpty: source.mayBeEmpty };
  const told = run.book.told(window);
  return { ...told, asked, retried, memory: run.book.isFlawless ? Object.fromEntries(run.memory) : kept };
}
