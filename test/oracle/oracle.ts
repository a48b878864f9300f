import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
  LIST,
  VARCHAR,
  listValue,
} from '@duckdb/node-api';
import { type DatasetId, type RollUp, type Period, type Subject } from '#core';
import { type Catalogue, type Dated, rootUnit } from '#catalogue';
import { type PlainText, plainText } from './plain-text.js';

/** A file that was taken in, in the order of hand-in. */
export interface TakenIn {
  readonly dataset: DatasetId;
  readonly source: string;
  readonly bytes: Uint8Array;
}

/** What a measure of a unit is by the definitions; nothing is suppressed. */
export interface OracleValue {
  readonly kind: 'number' | 'not-applicable' | 'not-provided';
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Of surveys: in the unit with all below it. */
  readonly respondents: number | null;
  /** The fewest respondents, but none, of a wave in the unit by itself. */
  readonly smallestWave: number | null;
  /** Unit-periods that came, of those that are expected; both 0 for measures of probes, which are told in time. */
  readonly actual: number;
  readonly expected: number;
}

/** As sql/roll-up.sql answers. */
interface AnsweredRow extends OracleValue {
  readonly measure: string;
  readonly unit: string;
  readonly period: string;
}

/** A subject that is no unit: what is about it. */
export interface OracleSubject {
  readonly key: string;
  readonly systems: readonly { readonly id: string; readonly fromMonth: string }[];
  /** Projects whose tag makes an observation the subject's; with the unit of which something is expected, if any. */
  readonly projects: readonly {
    readonly id: string;
    readonly unit: string | null;
    /** Only where the observation names no system. */
    readonly withoutSystem: boolean;
  }[];
}

/** Finds what a measure of a subject is in a period. */
export type OracleAnswers = (measure: string, subject: string, period: Period) => OracleValue;

/** How the oracle names a subject: a unit by its id. */
export function keyOf({ kind, id }: Subject): string {
  return kind === 'unit' ? id : `${kind}:${id}`;
}

const MEASURES = [
  'digital-take-up',
  'completion-rate',
  'citizen-satisfaction',
  'perceived-usefulness',
  'cases-within-target',
  'benefit-realisation',
  'licence-utilisation',
  'digital-skills',
  'maturity-level',
  'it-cost-per-employee',
  'it-cost-share',
  'cost-per-transaction',
  'availability',
  'outages-per-system',
  'response-apdex',
] as const;

function sqlFile(name: string): Promise<string> {
  return readFile(new URL(`./sql/${name}.sql`, import.meta.url), 'utf8');
}

/** The oracle knows cities in which nothing changes place. */
function always(dated: Dated): string {
  if (typeof dated === 'string') return dated;
  throw new Error('The oracle knows no dates');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * The second, deliberately plain path to every measure: SQL over the files as they were handed in, straight from the
 * definitions (domain.md, sections 4 to 7), sharing nothing with the product but the catalogue. Holds any number of
 * cities side by side, as long as no two have an id in common.
 */
export class Oracle {
  private readonly texts: { dataset: DatasetId; source: string; handIn: number; text: PlainText }[] = [];
  private handIns = 0;

  private constructor(private readonly db: DuckDBConnection) {}

  static async open(): Promise<Oracle> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    const db = await instance.connect();
    await db.run(await sqlFile('tables'));
    return new Oracle(db);
  }

  /** Tells of a city: who is there, what was taken in, and what its probes measured. */
  async add(catalogue: Catalogue, files: Iterable<TakenIn>, rollUps: Iterable<RollUp>): Promise<void> {
    await this.addCatalogue(catalogue);
    for (const { dataset, source, bytes } of files) {
      const schema = catalogue.datasets.get(dataset);
      if (!schema) throw new Error(`There is no data set ${dataset}`);
      this.texts.push({ dataset, source, handIn: ++this.handIns, text: plainText(schema, bytes) });
    }
    const days = await this.db.createAppender('probed_day');
    const outages = await this.db.createAppender('outage');
    for (const rollUp of rollUps) {
      for (const { system, granularity, startMs, inside, ...counts } of rollUp.rows) {
        if (granularity !== 'day') continue;
        const { samples, satisfied, tolerating, frustrated } = counts;
        const figures = [
          inside.upMs,
          inside.degradedMs,
          inside.downMs,
          samples,
          satisfied,
          tolerating,
          frustrated,
        ];
        days.appendVarchar(system);
        days.appendBigInt(BigInt(startMs));
        for (const figure of figures) days.appendDouble(figure);
        days.endRow();
      }
      for (const { system, startMs, counted } of rollUp.outages) {
        outages.appendVarchar(system);
        outages.appendBigInt(BigInt(startMs));
        outages.appendBoolean(counted);
        outages.endRow();
      }
    }
    days.closeSync();
    outages.closeSync();
  }

  /** Tells of other subjects than units, whose systems and projects the oracle knows already. */
  async addSubjects(subjects: Iterable<OracleSubject>): Promise<void> {
    const [names, systems, projects] = [
      await this.db.createAppender('subject'),
      await this.db.createAppender('subject_system'),
      await this.db.createAppender('subject_project'),
    ];
    for (const { key, systems: own, projects: tagged } of subjects) {
      appendTexts(names, [key]);
      for (const { id, fromMonth } of own) appendTexts(systems, [key, id, fromMonth]);
      for (const { id, unit, withoutSystem } of tagged) {
        for (const text of [key, id]) projects.appendVarchar(text);
        if (unit === null) projects.appendNull();
        else projects.appendVarchar(unit);
        projects.appendBoolean(withoutSystem);
        projects.endRow();
      }
    }
    for (const appender of [names, systems, projects]) appender.closeSync();
  }

  /** All measures of all units and other subjects in some periods. Asked once. */
  async answers(periods: readonly Period[]): Promise<OracleAnswers> {
    await this.loadFiles();
    const asked = periods.map((period) => {
      const last = period.lastMonth;
      const [first = last] = period.months();
      const [yearBack = last] = last.trailingMonths(12);
      const texts = [
        period.toString(),
        first.toString(),
        last.toString(),
        `${last.year}-01`,
        yearBack.toString(),
      ];
      return `(${texts.map(quoted).join(', ')})`;
    });
    await this.db.run(`INSERT INTO period VALUES ${asked.join(', ')}`);
    await this.db.run(await sqlFile('facts'));
    await this.db.run(await sqlFile('subjects'));
    const byMonth = await sqlFile('by-month');
    for (const measure of MEASURES) {
      const own = await sqlFile(`measures/${measure}`);
      const sql = own.startsWith('-- by month') ? `WITH by_month AS (${own}\n) ${byMonth}` : own;
      await this.db.run(`INSERT INTO own BY NAME SELECT ${quoted(measure)} AS measure, * FROM (${sql}\n)`);
    }
    await this.db.run(await sqlFile('completeness'));
    await this.db.run(await sqlFile('elsewhere'));
    const answer = await this.db.runAndReadAll(await sqlFile('roll-up'));
    const rows = answer.getRowObjectsJS() as unknown as readonly AnsweredRow[];
    const values = new Map(rows.map((row) => [`${row.measure} ${row.unit} ${row.period}`, row]));
    return (measure, unit, period) => {
      const found = values.get(`${measure} ${unit} ${period.toString()}`);
      if (!found) throw new Error(`The oracle knows no ${measure} of ${unit} in ${period.toString()}`);
      return found;
    };
  }

  close(): void {
    this.db.closeSync();
  }

  private async addCatalogue(catalogue: Catalogue): Promise<void> {
    const root = rootUnit(catalogue).id;
    const units = await this.db.createAppender('unit');
    for (const { id, kind, parent } of catalogue.units.values())
      appendTexts(units, [id, kind, parent === undefined ? null : always(parent), root]);
    units.closeSync();
    const systems = await this.db.createAppender('system');
    for (const { id, owner, weight, eService, probes } of catalogue.systems.values()) {
      systems.appendVarchar(id);
      systems.appendVarchar(always(owner));
      systems.appendDouble(weight);
      systems.appendBoolean(eService);
      systems.appendBoolean(probes.length > 0);
      systems.endRow();
    }
    systems.closeSync();
    const projects = await this.db.createAppender('project');
    for (const { id, registered } of catalogue.projects.values()) appendTexts(projects, [id, registered]);
    projects.closeSync();
    const deliveries = await this.db.createAppender('delivery');
    for (const { id, cadence, dataset, where, kinds, ...rest } of catalogue.deliveries) {
      const { ownersOfEServices, also, except } = rest;
      deliveries.appendVarchar(root);
      deliveries.appendVarchar(id);
      deliveries.appendVarchar(cadence);
      deliveries.appendVarchar(dataset);
      appendList(deliveries, where.audience ?? null);
      appendList(deliveries, kinds ?? null);
      deliveries.appendBoolean(ownersOfEServices);
      appendList(deliveries, also);
      appendList(deliveries, except);
      deliveries.endRow();
    }
    deliveries.closeSync();
  }

  /** Files of like columns are written out as one, each line with the number of its hand-in and its source before it. */
  private async loadFiles(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-oracle-'));
    const alike = new Map<string, string[]>();
    for (const { dataset, source, handIn, text } of this.texts) {
      if (dataset === 'projects') continue; // no measure takes anything from it
      const key = JSON.stringify([dataset, text.delimiter, text.columns]);
      const lines = alike.get(key) ?? [];
      alike.set(key, lines);
      for (const line of text.lines) lines.push([handIn, source, line].join(text.delimiter));
    }
    let count = 0;
    for (const [key, lines] of alike) {
      const [dataset, delimiter, columns] = JSON.parse(key) as [DatasetId, string, string[]];
      const path = join(folder, `${++count}.csv`);
      await writeFile(path, lines.join('\n') + '\n');
      await this.loadFile(path, { table: `${dataset.replaceAll('-', '_')}_file`, delimiter, columns });
    }
    await rm(folder, { recursive: true });
  }

  private async loadFile(
    path: string,
    { table, delimiter, columns }: { table: string; delimiter: string; columns: readonly string[] },
  ): Promise<void> {
    const known = await this.db.runAndReadAll(`DESCRIBE ${table}`);
    const wanted = new Set(known.getColumns()[0]);
    const inFile = ['hand_in', 'source', ...columns];
    const types = inFile.map((column) => `${quoted(column)}: 'VARCHAR'`).join(', ');
    await this.db.run(`
      INSERT INTO ${table} BY NAME
      SELECT ${inFile.filter((column) => wanted.has(column)).join(', ')}
      FROM read_csv(${quoted(path)}, auto_detect = false, header = false, delim = ${quoted(delimiter)},
                    quote = '"', escape = '"', nullstr = '', columns = {${types}})`);
  }
}

function appendTexts(appender: DuckDBAppender, texts: readonly (string | null)[]): void {
  for (const text of texts) {
    if (text === null) appender.appendNull();
    else appender.appendVarchar(text);
  }
  appender.endRow();
}

function appendList(appender: DuckDBAppender, texts: readonly string[] | null): void {
  if (texts === null) appender.appendNull();
  else appender.appendList(listValue(texts), LIST(VARCHAR));
}
