import { type CsvDialectId, type Result, failed, ok } from '#core';
import {
  type ReportDocument,
  availabilityReport,
  availabilityTable,
  csvFile,
  paperOf,
  reportPage,
  scorecardReport,
  scorecardTable,
} from '#export';
import { type Press } from './press.js';
import { type NoReport, type ReportOrder, type Reports } from './reports.js';

export const REPORT_KINDS = ['scorecard', 'availability'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export const REPORT_FORMS = ['pdf', 'html', 'csv'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

/** Which report, of what, in which form. */
export interface ReportFileOrder extends ReportOrder {
  readonly report: ReportKind;
  readonly form: ReportForm;
  /** Of a table. */
  readonly dialect: CsvDialectId;
}

/** A report as it leaves the house. */
export interface ReportFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** A report as a document, for a page and for paper, and as a table. */
interface Drawn {
  readonly document: () => ReportDocument;
  readonly table: () => Parameters<typeof csvFile>[0];
}

const NAMES: Readonly<Record<ReportKind, string>> = { scorecard: 'styrkort', availability: 'tillganglighet' };
const MEDIA_TYPES: Readonly<Record<ReportForm, string>> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** Reports as files: the same edition gives the same bytes, whenever and however often it is asked for. */
export class ReportFiles {
  constructor(
    private readonly reports: Reports,
    private readonly press: Press,
  ) {}

  async make(order: ReportFileOrder): Promise<Result<ReportFile, NoReport>> {
    const { report, form, subject, period } = order;
    const drawn = await this.draw(order);
    if (!drawn.ok) return drawn;
    return ok({
      name: `${NAMES[report]}-${subject.kind}-${subject.id}-${period.toString()}.${form}`,
      mediaType: MEDIA_TYPES[form],
      content: await this.render(drawn.value, order),
    });
  }

  private async draw(order: ReportFileOrder): Promise<Result<Drawn, NoReport>> {
    if (order.report === 'scorecard') {
      const source = await this.reports.scorecard(order);
      if (!source.ok) return source;
      const { value } = source;
      return ok({ document: () => scorecardReport(value), table: () => scorecardTable(value) });
    }
    const { kind, id } = order.subject;
    if (kind !== 'unit' && kind !== 'system') return failed('kind');
    const source = await this.reports.availability({ ...order, subject: { kind, id } });
    if (!source.ok) return source;
    const { value } = source;
    return ok({ document: () => availabilityReport(value), table: () => availabilityTable(value) });
  }

  private async render({ document, table }: Drawn, { form, dialect }: ReportFileOrder): Promise<Uint8Array> {
    if (form === 'pdf') return this.press.print(paperOf(document()));
    const text = form === 'html' ? reportPage(document()) : csvFile(table(), dialect);
    return new TextEncoder().encode(text);
  }
}
