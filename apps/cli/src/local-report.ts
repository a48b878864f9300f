import { type NoReport, type Perspektiv, type ReportFile } from '#pipeline';
import { type ReportAsked } from './desk.js';
import { periodOf, subjectOf } from './local-terms.js';
import { Refusal } from './refusal.js';

const NOT_MADE: Readonly<Record<NoReport, (asked: ReportAsked) => string>> = {
  subject: ({ subject, period }) =>
    `${subject} finns varken i katalogen eller i det som är fastställt för ${period}.`,
  kind: () => 'Tillgänglighetsrapporten finns för unit och system.',
  edition: ({ edition = '', period }) => `${period} har ingen utgåva "${edition}".`,
};

/** A report from the files, where no monitor runs. */
export async function localReport(perspektiv: Perspektiv, asked: ReportAsked): Promise<ReportFile> {
  const { report, form, edition } = asked;
  const order = { report, form, edition, subject: subjectOf(asked.subject), period: periodOf(asked.period) };
  const made = await perspektiv.leaving.reports.make({ ...order, dialect: 'swedish', nowMs: Date.now() });
  if (!made.ok) throw new Refusal(NOT_MADE[made.problem](asked));
  return made.value;
}
