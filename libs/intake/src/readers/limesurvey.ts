import { type Result, failed, ok } from '#core';
import { type Fault, fileFault } from '../problem-codes.js';
import { type ReadingCircumstances } from '../reading-circumstances.js';
import { AnswerCounts } from './limesurvey/answer-counts.js';
import { type SurveyColumns, hasTechnicalColumns, surveyColumns } from './limesurvey/survey-columns.js';
import { type Table } from './reader.js';
import { type Translation } from './translation.js';

/**
 * Answers exported from LimeSurvey (Responses → Export, or `export_responses` of RemoteControl 2; CSV, with question codes
 * or question texts as headings, answer codes or texts as answers), for the data set `survey`.
 *
 * Which column is which question of ours, its scale and its audience, is said by config/surveys/. Answers are aggregated
 * here, at the door (domain.md, section 8): what goes on are counts by unit, wave, question and alternative. Of the other
 * columns (`id`, `token`, `ipaddr`, `refurl`, `seed`, `startdate`, `datestamp`, free text and whatever else there is) no
 * cell is kept. An answer that was never submitted (`submitdate` is empty) is left out. The wave is the claimed period;
 * else the period of the map's kind that the answer was submitted in. Anonymised surveys submit everything on 1980-01-01,
 * and need a claimed period.
 */
export const limeSurveyTranslation: Translation = {
  columnsOf(header, { catalogue }) {
    const columns = surveyColumns(header, catalogue.surveyMaps);
    if (!columns) return hasTechnicalColumns(header) ? new Set() : null;
    return new Set([
      ...columns.questions.map(({ place }) => place),
      ...(columns.unit === null ? [] : [columns.unit]),
      ...(columns.submitted === null ? [] : [columns.submitted]),
    ]);
  },
  translate(table, circumstances) {
    const { surveyMaps } = circumstances.catalogue;
    const columns = surveyColumns(table.header, surveyMaps);
    if (columns) return counted(table, columns, circumstances);
    return failed(fileFault('no-survey-map', { known: [...surveyMaps.keys()].join(', ') || '–' }));
  },
};

function counted(
  table: Table,
  columns: SurveyColumns,
  circumstances: ReadingCircumstances,
): Result<Table, Fault> {
  if (columns.submitted === null) {
    const details = { title: 'submitdate', name: 'Date submitted' };
    return failed({ ...fileFault('missing-column', details), column: 'submitdate' });
  }
  const counts = new AnswerCounts(columns, columns.submitted, circumstances);
  for (const { cells } of table.rows) counts.take(cells);
  if (counts.complete === 0) return failed(fileFault('no-survey-answers'));
  const notices = [...table.notices, ...aboutColumns(table.header, columns), ...counts.remarks(table.header)];
  return ok({ ...counts.table(), notices });
}

function aboutColumns(header: readonly string[], { map, unit, questions, missing }: SurveyColumns): Fault[] {
  const read = questions.length + (unit === null ? 1 : 2);
  const neverRead = header.filter((heading) => heading !== '').length - read;
  return [
    ...(neverRead > 0 ? [fileFault('columns-never-read', { count: neverRead })] : []),
    ...(missing.length > 0
      ? [fileFault('survey-questions-missing', { map: map.id, codes: missing.join(', ') })]
      : []),
  ];
}
