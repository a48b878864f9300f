import {
  type AvailabilityRow,
  type Derivation,
  type ExplainedSlice,
  type ExplainedSystem,
  type ExplainedUpload,
  type Explanation,
  type FactOrigin,
  type Outage,
  Period,
  type Result,
  type StateTime,
  type Subject,
  cityTime,
  ok,
} from '#core';
import { ownerIn } from '#catalogue';
import { type SliceState } from '#store';
import { type Stage } from '../stage.js';
import { type ScoreCycle } from './score-cycle.js';

const HOUR_MS = 3_600_000;

/** What is to be explained, and to whom: file names and senders are for those who may see a unit's deliveries. */
export interface ExplainQuestion {
  readonly measure: string;
  readonly subject: Subject;
  readonly period: Period;
  readonly maySeeDeliveriesOf: (unit: string) => boolean;
}

/** Why a number is what it is: the derivation from the scorer, with the slices, uploads and measurements behind it. */
export class ExplainCycle {
  constructor(
    private readonly stage: Pick<Stage, 'catalogue' | 'ledger' | 'facts'>,
    private readonly score: ScoreCycle,
  ) {}

  /** Fails with a sentence for what the catalogue does not know, or had not defined yet. */
  async explain(question: ExplainQuestion): Promise<Result<Explanation>> {
    const { measure, subject, period } = question;
    const answer = await this.score.explain(measure, subject, period);
    if (!answer.ok) return answer;
    const { derivation, origins, systems } = answer.value;
    const states = await this.slicesOf(origins);
    return ok({
      ...derivation,
      slices: states.map(explainedSlice),
      uploads: await this.uploadsOf(states, question.maySeeDeliveriesOf),
      systems: await this.measured(derivation, systems),
    });
  }

  /** The slices as they stand, of every source that handed in for the same unit and period. */
  private async slicesOf(origins: readonly FactOrigin[]): Promise<SliceState[]> {
    const named = new Set(origins.map(nameOf));
    const states: SliceState[] = [];
    for (const dataset of new Set(origins.map((origin) => origin.dataset))) {
      const own = origins.filter((origin) => origin.dataset === dataset);
      const units = [...new Set(own.map(({ unit }) => unit))];
      const periods = [...new Set(own.map(({ period }) => period))];
      states.push(...(await this.stage.ledger.slices({ dataset, units, periods })));
    }
    return states.filter(({ key, rows }) => rows > 0 && named.has(nameOf(key)));
  }

  private async uploadsOf(
    states: readonly SliceState[],
    maySee: ExplainQuestion['maySeeDeliveriesOf'],
  ): Promise<ExplainedUpload[]> {
    const ids = [...new Set(states.map(({ uploadId }) => uploadId))];
    const receipts = await this.stage.ledger.receipts({ ids, limit: ids.length });
    return receipts.map(({ id, sha256, receivedAt, fileName, by, slices }) => {
      const told = slices.some(({ unit }) => maySee(unit));
      return { id, sha256, receivedAt, fileName: told ? fileName : null, by: told ? by : null };
    });
  }

  private async measured(derivation: Derivation, systems: readonly string[]): Promise<ExplainedSystem[]> {
    const { months } = derivation.definition.numerator;
    const [first, last] = [months.at(0), months.at(-1)];
    if (systems.length === 0 || first === undefined || last === undefined) return [];
    const window = { startMs: Period.of(first).startMs, endMs: Period.of(last).endMs, systems };
    const { facts } = this.stage;
    const rows = await facts.availability({ ...window, granularity: 'day' });
    const outages = await facts.outages(window);
    return systems.flatMap((id) =>
      this.explainedSystem(
        { id, month: last },
        rows.filter(({ system }) => system === id),
        outages.filter(({ system }) => system === id),
      ),
    );
  }

  private explainedSystem(
    { id, month }: { readonly id: string; readonly month: string },
    rows: readonly AvailabilityRow[],
    outages: readonly Outage[],
  ): ExplainedSystem[] {
    const system = this.stage.catalogue.systems.get(id);
    if (!system) return [];
    const hours = (part: (row: AvailabilityRow) => number): number =>
      rows.reduce((sum, row) => sum + part(row), 0) / HOUR_MS;
    return [
      {
        id,
        name: system.name,
        owner: ownerIn(this.stage.catalogue, system, month),
        weight: system.weight,
        upHours: hours(({ inside }) => inside.upMs),
        degradedHours: hours(({ inside }) => inside.degradedMs),
        downHours: hours(({ inside }) => inside.downMs),
        unmonitoredHours: hours(({ inside }) => inside.unmonitoredMs),
        maintenanceHours: hours(({ maintenance }) => stateTimeMs(maintenance)),
        outages: outages.map(({ startMs, endMs, reason, counted }) => ({
          from: cityTime(startMs),
          to: endMs === null ? null : cityTime(endMs),
          reason,
          counted,
        })),
      },
    ];
  }
}

function stateTimeMs({ upMs, degradedMs, downMs, unmonitoredMs }: StateTime): number {
  return upMs + degradedMs + downMs + unmonitoredMs;
}

function nameOf({ dataset, unit, period }: FactOrigin): string {
  return `${dataset} ${unit} ${period}`;
}

function explainedSlice({ key, version, rows, uploadId }: SliceState): ExplainedSlice {
  return { ...key, version, rows, upload: uploadId };
}
