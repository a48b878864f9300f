import { type Collector, type DatasetSchema } from '#catalogue';
import { type CollectedFile, type FileFate } from '#collect';
import { type CollectorRemark, type Language, type UploadProblem } from '#core';
import { type HandIn, type IntakeCycle, type SliceBesideStored } from '../handing-in/intake-cycle.js';
import { type Stage } from '../stage.js';
import { fateInWords } from './fate-in-words.js';
import { type HeldBack, heldBack } from './held-back.js';
import { type RowPlaces, type Row } from './row-places.js';
import { type RunBook } from './run-book.js';

/** What is taken in, for whom, and how. */
export interface TakingInStage extends Pick<Stage, 'ledger'> {
  readonly intake: Pick<IntakeCycle, 'compare' | 'handIn'>;
  readonly collector: Collector;
  readonly dataset: DatasetSchema;
  readonly places: RowPlaces;
  readonly book: RunBook;
  readonly runId: string;
  readonly nowMs: number;
  readonly dryRun: boolean;
  /** Somebody has looked: what was held back is taken. */
  readonly accept: boolean;
}

type Content = Pick<HandIn, 'fileName' | 'bytes'> & { readonly contentType?: string };

/** Rows that the door will take, and the slices that they make. */
interface Sieved {
  readonly sound: readonly Row[];
  readonly slices: readonly SliceBesideStored[];
}

/** Rows in an order of their own: the same rows are the same bytes, however the source orders them. */
function sorted(rows: readonly Row[]): readonly Row[] {
  return rows
    .map((row) => ({ row, text: JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ row }) => row);
}

function isError({ severity }: UploadProblem): boolean {
  return severity === 'error';
}

/** Brings what was collected through the door that files come in by: the same checks, slices, receipts and history. */
export class TakingIn {
  constructor(private readonly stage: TakingInStage) {}

  /**
   * Takes in the rows of one period. Rows at fault are set aside with all rows of their unit, so that no slice is stored in
   * part; the other units' are stored, in one transaction, as far as they differ from what is stored.
   */
  async rows(period: string, rows: readonly Row[]): Promise<void> {
    const { book, places } = this.stage;
    book.count({ read: rows.length });
    const { sound, slices } = await this.sieved(period, rows);
    const changed = slices.filter(({ isSame }) => !isSame);
    const holding = await heldBack(changed, this.stage);
    this.note(holding);
    const ofUnits = (units: ReadonlySet<string>): readonly Row[] =>
      sound.filter((row) => units.has(places.unitOf(row) ?? ''));
    const same = ofUnits(unchangedIn(slices));
    const held = ofUnits(holding.units);
    book.count({ unchanged: same.length, refused: held.length });
    const left = sound.filter((row) => !same.includes(row) && !held.includes(row));
    if (left.length > 0) await this.handIn(this.asFile(period, left), left.length);
  }

  /** Takes in a whole file, or nothing of it, and lets the collector know. */
  async file(file: CollectedFile): Promise<void> {
    const { book, dryRun } = this.stage;
    const { name, bytes, contentType, isDeliberate, settle } = file;
    const content = { fileName: name, bytes, ...(contentType === undefined ? {} : { contentType }) };
    const { report, slices } = await this.stage.intake.compare(this.handInOf(content, 'sv'));
    book.count({ read: report.rows });
    const changed = slices.filter(({ isSame }) => !isSame);
    const holding = await heldBack(changed, { ...this.stage, accept: this.stage.accept || isDeliberate });
    this.note(holding);
    let outcome: FileFate['outcome'] = 'known';
    if (holding.units.size > 0) {
      book.count({ refused: report.rows });
      outcome = 'refused';
    } else if (slices.length > 0 && changed.length === 0) book.count({ unchanged: report.rows });
    else outcome = await this.handIn(content, report.rows);
    if (!dryRun) await settle?.({ outcome, report: fateInWords(outcome, report, holding) });
  }

  /** The rows without those of units that something is wrong with, which is noted; and the slices that they make. */
  private async sieved(period: string, rows: readonly Row[]): Promise<Sieved> {
    const { book, intake, places } = this.stage;
    let left = rows;
    while (left.length > 0) {
      const content = this.asFile(period, left);
      const { report, slices } = await intake.compare(this.handInOf(content, 'sv'));
      const faults = report.problems.filter(isError);
      // What is frozen may be unchanged; if it is not, the door says so.
      if (faults.every(({ code }) => code === 'period-frozen')) return { sound: left, slices };
      await this.noteFaults(content, period);
      const inOrder = sorted(left);
      const faulty = new Set<Row | undefined>(
        faults.map(({ row }) => (row === null ? undefined : inOrder[row - 1])),
      );
      const units = new Set([...faulty].flatMap((row) => (row && places.unitOf(row)) ?? []));
      const sound = left.filter((row) => !faulty.has(row) && !units.has(places.unitOf(row) ?? ''));
      const isSifted = sound.length < left.length;
      book.count({ refused: left.length - (isSifted ? sound.length : 0) });
      left = isSifted ? sound : [];
    }
    return { sound: [], slices: [] };
  }

  /** Hands in, unless nothing is to be stored. */
  private async handIn(content: Content, rows: number): Promise<'stored' | 'known' | 'refused'> {
    const { book, dryRun, intake } = this.stage;
    const file = this.handInOf(content, 'sv');
    if (dryRun) {
      const { report } = await intake.compare(file);
      book.count(report.accepted ? { stored: rows } : { refused: rows });
      if (!report.accepted) await this.noteFaults(content, null);
      return report.accepted ? 'stored' : 'refused';
    }
    const outcome = await intake.handIn(file);
    switch (outcome.kind) {
      case 'stored':
        book.count({ stored: rows });
        book.receipts.push(outcome.receipt.id);
        return 'stored';
      case 'known':
        book.count({ unchanged: rows });
        return 'known';
      case 'overtaken':
        book.count({ refused: rows });
        book.refuse(OVERTAKEN);
        return 'refused';
      case 'refused':
        book.count({ refused: rows });
        await this.noteFaults(content, null);
        return 'refused';
    }
  }

  private note({ refusals, warnings }: HeldBack): void {
    for (const remark of warnings) this.stage.book.warn(remark);
    for (const remark of refusals) this.stage.book.refuse(remark);
  }

  /** Notes why a file is refused, in both languages: a report has one, so it is asked for twice. */
  private async noteFaults(content: Content, period: string | null): Promise<void> {
    const [sv, en] = await Promise.all(
      (['sv', 'en'] as const).map(async (language) => {
        const { report } = await this.stage.intake.compare(this.handInOf(content, language));
        return report.problems.filter(isError);
      }),
    );
    const seen = new Set<string>();
    for (const [place, { code, message, hint }] of (sv ?? []).entries()) {
      const other = en?.[place];
      const text = { sv: `${message} ${hint}`, en: other ? `${other.message} ${other.hint}` : message };
      if (seen.has(text.sv)) continue;
      seen.add(text.sv);
      this.stage.book.refuse({ code, unit: null, period, text });
    }
  }

  private asFile(period: string, rows: readonly Row[]): Content {
    const { collector, runId } = this.stage;
    const fileName = [collector.id, period, `körning ${runId}.json`].filter((part) => part !== '').join(' ');
    return {
      fileName,
      bytes: new TextEncoder().encode(JSON.stringify(sorted(rows))),
      contentType: 'application/json',
    };
  }

  private handInOf(content: Content, language: Language): HandIn {
    const { collector, dataset, nowMs } = this.stage;
    const own = collector.units ? new Set(collector.units) : null;
    return {
      ...content,
      dataset,
      by: `collector:${collector.id}`,
      source: collector.id,
      mayHandInFor: (unit) => own?.has(unit) ?? true,
      language,
      receivedAtMs: nowMs,
    };
  }
}

const OVERTAKEN: CollectorRemark = {
  code: 'overtaken',
  unit: null,
  period: null,
  text: {
    sv: 'Någon annan lämnade samma uppgifter under tiden. Nästa körning försöker igen.',
    en: 'Somebody else handed in the same figures meanwhile. The next run tries again.',
  },
};

/** Units of whose slices none would change. */
function unchangedIn(slices: readonly SliceBesideStored[]): ReadonlySet<string> {
  const changed = new Set(slices.filter(({ isSame }) => !isSame).map(({ key }) => key.unit));
  return new Set(slices.map(({ key }) => key.unit).filter((unit) => !changed.has(unit)));
}
