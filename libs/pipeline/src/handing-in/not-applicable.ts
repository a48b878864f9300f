import { type DatasetField, type DatasetSchema, deliveriesOwedBy, systemsOwnedBy } from '#catalogue';
import { type DeliveryState, type Language, type Period, type Result, failed, ok } from '#core';
import { type ScoreCycle } from '../scoring/score-cycle.js';
import { type Stage } from '../stage.js';
import { type HandInOutcome, type IntakeCycle } from './intake-cycle.js';

/** What does not concern whom, and who says so. */
export interface NotApplicableOrder {
  readonly dataset: DatasetSchema;
  readonly unit: string;
  readonly period: Period;
  readonly by: string;
  readonly source: string;
  readonly language: Language;
  readonly nowMs: number;
}

/**
 * `nothing-owed`: nothing is waited for. `already-stored`: figures of the period are stored, and would be gone. `no-rows`:
 * the data set's rows are of things, projects for example, of which the unit has none that could be named.
 */
export type NotApplicableRefusal = 'nothing-owed' | 'already-stored' | 'no-rows';

type Row = Readonly<Record<string, string>>;

const NOT_APPLICABLE = 'ej aktuellt';
/** What stands where people would name a process or a product. */
export const NO_NAME = 'Gäller inte oss';
const FILE_NAME = 'galler-inte-oss.json';

/**
 * Says "ej aktuellt" of all that a unit owes of a data set for a period, without a file (domain.md, section 3). It is
 * handed in as rows like any other, so that it has a receipt, its place in the history, and a way back.
 */
export class NotApplicable {
  constructor(
    private readonly stage: Pick<Stage, 'catalogue' | 'ledger'> & {
      readonly intake: IntakeCycle;
      readonly score: ScoreCycle;
    },
  ) {}

  async declare(order: NotApplicableOrder): Promise<Result<HandInOutcome, NotApplicableRefusal>> {
    const { dataset, unit, period } = order;
    const owed = (await this.stage.score.deliveries(period, order.nowMs)).filter((state) =>
      isOwed(state, order),
    );
    if (owed.length === 0) return failed('nothing-owed');
    const standing = await this.stage.ledger.slices({
      dataset: dataset.name,
      units: [unit],
      periods: [period.toString()],
    });
    if (standing.some(({ rows, holds }) => rows > 0 && holds?.given !== null))
      return failed('already-stored');
    const rows = this.rowsOf(order, new Set(owed.map(({ delivery }) => delivery)));
    if (rows.length === 0) return failed('no-rows');
    const outcome = await this.stage.intake.handIn({
      ...order,
      bytes: Buffer.from(JSON.stringify(rows)),
      fileName: FILE_NAME,
      contentType: 'application/json',
      claimedPeriod: period,
      mayHandInFor: (id) => id === unit,
      receivedAtMs: order.nowMs,
    });
    return ok(outcome);
  }

  /** A row for each thing that a measure may tell apart. */
  private rowsOf(order: NotApplicableOrder, owed: ReadonlySet<string>): Row[] {
    const { dataset, unit, period } = order;
    const { catalogue } = this.stage;
    const month = period.lastMonth.toString();
    const owner = catalogue.units.get(unit);
    const rules = owner ? deliveriesOwedBy(catalogue, owner, month).filter(({ id }) => owed.has(id)) : [];
    const asked = (column: string): string[] => rules.flatMap(({ where }) => where[column] ?? []);
    const numbers = dataset.fields.filter(({ role }) => role === 'number');
    if (numbers.length === 0 || dataset.name === 'projects') return [];
    const blank = Object.fromEntries(numbers.map(({ name }) => [name, NOT_APPLICABLE]));
    const needed = dataset.fields.filter(
      ({ role, constraints }) => constraints.required && role !== 'number',
    );
    const rows = needed.reduce<Row[]>(
      (soFar, field) =>
        soFar.flatMap((row) =>
          this.valuesOf(field, order, { row, asked }).map((value) => ({ ...row, [field.name]: value })),
        ),
      [blank],
    );
    return rows;
  }

  private valuesOf(
    { name, role, constraints, divides }: DatasetField,
    { dataset, unit, period }: NotApplicableOrder,
    { row, asked }: { readonly row: Row; readonly asked: (column: string) => readonly string[] },
  ): readonly string[] {
    const { catalogue } = this.stage;
    if (role === 'unit') return [unit];
    if (role === 'period') return [period.toString()];
    if (role === 'system')
      return systemsOwnedBy(catalogue, unit, period.lastMonth.toString())
        .filter(({ eService }) => eService)
        .map(({ id }) => id);
    if (role === 'project')
      return [...catalogue.projects.values()].filter((project) => project.unit === unit).map(({ id }) => id);
    if (dataset.name === 'survey' && name === 'question') return this.questionsTo(row.audience ?? '');
    const allowed = constraints.enum;
    if (!allowed) return [NO_NAME];
    const wanted = asked(name);
    if (wanted.length > 0) return allowed.filter((value) => wanted.includes(value));
    // Of series (outcome, budget, forecast) the first is what is waited for; of a whole, every part.
    return divides === 'whole' ? allowed : allowed.slice(0, 1);
  }

  /** The questions that measures put to an audience, by their newest definitions. */
  private questionsTo(audience: string): string[] {
    const questions = [...this.stage.catalogue.measures.values()].flatMap(({ versions }) => {
      const formula = versions.at(-1)?.formula;
      return formula?.kind === 'answer-mean' && formula.audiences.includes(audience) ? formula.questions : [];
    });
    return [...new Set(questions)];
  }
}

function isOwed(state: DeliveryState, { dataset, unit, period }: NotApplicableOrder): boolean {
  const isWaitedFor = state.state === 'due' || state.state === 'missing';
  return (
    isWaitedFor && state.dataset === dataset.name && state.unit === unit && state.period === period.toString()
  );
}
