import { createHash } from 'node:crypto';
import {
  type ExportManifest,
  type ExportRecord,
  type Period,
  type Result,
  type Scorecard,
  failed,
  ok,
} from '#core';
import { type Catalogue, measuresInForce, parentIn } from '#catalogue';
import { type IlsSource, type PreFlightFault, type RenderedFile, ilsExport, preFlight } from '#export';
import { hashOf } from '#store';
import { summaryOf } from '../closing/edition.js';
import { type Edition } from '../stage.js';
import { type EditionCycle } from '../closing/edition-cycle.js';
import { type Remarks } from '../scoring/remarks.js';
import { everySubject } from '../scoring/subjects.js';
import { type ExportArchive, type ExportContent, type StoredFile } from './export-archive.js';

/** What exports are made from. */
export interface ExportStage {
  readonly catalogue: Catalogue;
  readonly edition: EditionCycle;
  readonly remarks: Remarks;
  readonly archive: ExportArchive;
}

/** Which export, who asks for it and when. */
export interface ExportOrder {
  readonly period: Period;
  /** `original`, `restated-2` …; absent: the newest. */
  readonly edition?: string | undefined;
  readonly dryRun: boolean;
  readonly by: string;
  readonly nowMs: number;
}

/** Why nothing was exported; faults of the pre-flight come all at once. */
export type ExportRefusal =
  | { readonly reason: 'no-ils' | 'a-month' | 'not-frozen' | 'no-edition' }
  | { readonly reason: 'pre-flight'; readonly faults: readonly PreFlightFault[] };

/** An export that was made, with its files. */
export interface MadeExport {
  readonly record: ExportRecord;
  readonly files: readonly StoredFile[];
}

/** So many signs of a hash tell one export of an edition from another. */
const ID_SIGNS = 12;
const MANIFEST = 'manifest.json';

/** Exports to the steering system: made from frozen editions only, checked before, and stored before they may be sent. */
export class IlsExports {
  constructor(private readonly stage: ExportStage) {}

  /** Makes an export, and stores it unless it is a dry run. The same edition and config give the same bytes and id again. */
  async make(order: ExportOrder): Promise<Result<MadeExport, ExportRefusal>> {
    const drawn = await this.sourceOf(order);
    if (!drawn.ok) return drawn;
    const { source, hash } = drawn.value;
    const faults = preFlight(source);
    if (faults.length > 0) return failed({ reason: 'pre-flight', faults });
    const id = exportId(source, hash);
    const rendered = await ilsExport(source, id);
    const manifest = manifestOf(source, {
      id,
      editionHash: hash,
      values: rendered.cells.filter(({ value }) => value !== null).length,
      cleared: rendered.cleared.length,
      files: rendered.files.map(stored),
    });
    const content: ExportContent = { files: withManifest(manifest, rendered.files), cells: rendered.cells };
    return ok({ record: await this.keep(manifest, content, order), files: content.files });
  }

  private keep(manifest: ExportManifest, content: ExportContent, order: ExportOrder): Promise<ExportRecord> {
    if (!order.dryRun) return this.stage.archive.add(manifest, content, order);
    return Promise.resolve({ ...manifest, madeAt: manifest.frozenAt ?? '', by: order.by });
  }

  private async sourceOf(
    order: ExportOrder,
  ): Promise<Result<{ readonly source: IlsSource; readonly hash: string | null }, ExportRefusal>> {
    const { catalogue, edition: editions } = this.stage;
    const { period, dryRun } = order;
    if (!catalogue.ils) return failed({ reason: 'no-ils' });
    if (period.type === 'month') return failed({ reason: 'a-month' });
    const frozen = await editions.editionsOf(period, order.edition);
    const newest = frozen.at(-1);
    if (!newest && order.edition !== undefined) return failed({ reason: 'no-edition' });
    if (!newest && !dryRun) return failed({ reason: 'not-frozen' });
    const drawn = newest ? fromEdition(newest) : await this.fromLive(order);
    const source: IlsSource = {
      ...drawn,
      period,
      dryRun,
      earlier: frozen.slice(0, -1).map((edition) => unitsOf(edition.scorecards)),
      parents: parentsIn(catalogue, period),
      ils: catalogue.ils,
    };
    return ok({ source, hash: newest ? summaryOf(newest).hash : null });
  }

  private async fromLive({ period, nowMs }: ExportOrder): Promise<DrawnSource> {
    const { catalogue, edition, remarks } = this.stage;
    return {
      edition: 'live',
      frozenAt: null,
      definitions: measuresInForce(catalogue, period.lastDay),
      scorecards: await edition.scorecards(everySubject(catalogue, ['unit']), period, nowMs),
      comments: await remarks.comments({ period: period.toString() }),
    };
  }
}

type DrawnSource = Pick<IlsSource, 'edition' | 'frozenAt' | 'definitions' | 'scorecards' | 'comments'>;

function fromEdition(edition: Edition): DrawnSource {
  const { frozenAt, definitions, scorecards, comments } = edition;
  return {
    edition: summaryOf(edition).name,
    frozenAt,
    definitions,
    scorecards: unitsOf(scorecards),
    comments,
  };
}

function unitsOf(scorecards: readonly Scorecard[]): Scorecard[] {
  return scorecards.filter(({ subject }) => subject.kind === 'unit');
}

/** Where the units stand in the last month of the period. */
function parentsIn({ units }: Catalogue, period: Period): Map<string, string> {
  const month = period.lastMonth.toString();
  return new Map(
    [...units.values()].flatMap((unit) => {
      const parent = parentIn(unit, month);
      return parent === undefined ? [] : [[unit.id, parent]];
    }),
  );
}

/** Readable, and another as soon as something that the files follow from is other. */
function exportId({ period, edition, ils, parents, dryRun }: IlsSource, hash: string | null): string {
  const mark = hashOf({ hash, ils, parents: [...parents] }).slice(0, ID_SIGNS);
  return `${dryRun ? 'dry-run-' : ''}ils-${period.toString()}-${edition}-${mark}`;
}

function manifestOf(
  { period, edition, frozenAt, dryRun }: IlsSource,
  about: Pick<ExportManifest, 'id' | 'editionHash' | 'values' | 'cleared' | 'files'>,
): ExportManifest {
  const { id, editionHash, values, cleared, files } = about;
  return {
    id,
    kind: 'ils',
    period: period.toString(),
    periodType: period.type,
    edition,
    editionHash,
    frozenAt,
    dryRun,
    checkedAgainst: 'config',
    values,
    cleared,
    files,
  };
}

function stored({ name, mediaType, bytes }: RenderedFile): ExportManifest['files'][number] {
  return { name, mediaType, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function withManifest(manifest: ExportManifest, files: readonly RenderedFile[]): StoredFile[] {
  const bytes = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const all = [...files, { name: MANIFEST, mediaType: 'application/json; charset=utf-8', bytes }];
  return all.map((file) => ({ ...stored(file), content: file.bytes }));
}
