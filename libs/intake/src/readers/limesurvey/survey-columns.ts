import { type SurveyColumn, type SurveyMap, type SurveyQuestion } from '#catalogue';
import { foldName } from '../../cells/words.js';

/** A question of a survey, and where its answers stand. */
export interface QuestionColumn {
  readonly question: SurveyQuestion;
  readonly place: number;
}

/** Which columns of an export are read, and by which map. */
export interface SurveyColumns {
  readonly map: SurveyMap;
  readonly questions: readonly QuestionColumn[];
  /** Codes of questions that the export has not. */
  readonly missing: readonly string[];
  /** Place of the question that tells the unit. */
  readonly unit: number | null;
  /** Place of the time of submission; `null`: nobody can tell which answers are complete. */
  readonly submitted: number | null;
}

/** Headings of the time of submission: with codes, and with texts. */
const SUBMITTED = [
  'submitdate',
  'date submitted',
  'datum inskickat',
  'inskickat datum',
  'datum för inskickande',
];

/** Headings that no other file has together with the time of submission. */
const TECHNICAL = [
  'lastpage',
  'last page',
  'startlanguage',
  'start language',
  'seed',
  'sista sidan',
  'startspråk',
];

/** Reads a header by the map that knows most of its questions; `null` when none knows any. */
export function surveyColumns(
  header: readonly string[],
  maps: ReadonlyMap<string, SurveyMap>,
): SurveyColumns | null {
  let best: SurveyColumns | null = null;
  for (const map of maps.values()) {
    const columns = columnsBy(map, header);
    if (columns.questions.length > (best?.questions.length ?? 0)) best = columns;
  }
  return best;
}

/** Whether a header is LimeSurvey's, also when its questions are not known. */
export function hasTechnicalColumns(header: readonly string[]): boolean {
  return [SUBMITTED, TECHNICAL].every((names) => header.some((heading) => isNamed(heading, names)));
}

function columnsBy(map: SurveyMap, header: readonly string[]): SurveyColumns {
  const questions: QuestionColumn[] = [];
  const missing: string[] = [];
  for (const question of map.questions) {
    const place = placeOf(question, header);
    if (place === null) missing.push(question.code);
    else questions.push({ question, place });
  }
  const submitted = [...SUBMITTED, ...(map.submitted === undefined ? [] : [foldHeading(map.submitted)])];
  const at = header.findIndex((heading) => isNamed(heading, submitted));
  return {
    map,
    questions,
    missing,
    unit: map.unitQuestion ? placeOf(map.unitQuestion, header) : null,
    submitted: at < 0 ? null : at,
  };
}

/** A column by its code (`Q[SQ1]`, or `Q_SQ1`), by its text, or by its code and text with a mark between. */
function placeOf({ code, text }: SurveyColumn, header: readonly string[]): number | null {
  const byCode = foldCode(code);
  const byText = text === undefined ? null : foldHeading(text);
  const at = header.findIndex((heading) => {
    const folded = foldCode(heading);
    if (folded === byCode || foldHeading(heading) === byText) return true;
    return folded.startsWith(byCode) && /^[^\p{L}\d_#[]/u.test(folded.slice(byCode.length));
  });
  return at < 0 ? null : at;
}

/** By its code or its text, or by both with a mark between: `submitdate. Date submitted`, `submitdate [Date submitted]`. */
function isNamed(heading: string, names: readonly string[]): boolean {
  const folded = foldHeading(heading);
  const code = /^([\p{L}\d ]*[\p{L}\d]) ?[^\p{L}\d ]/u.exec(folded)?.[1];
  return names.includes(folded) || (code !== undefined && names.includes(code));
}

function foldCode(code: string): string {
  return foldName(code).replace(/\[([^[\]]*)\]/, '_$1');
}

/** An export may have underscores for blanks. */
function foldHeading(heading: string): string {
  return foldName(heading.replaceAll('_', ' '));
}
