import {
  type CsvDialectId,
  type DatasetId,
  DATASETS,
  Period,
  SUBJECT_KINDS,
  type Subject,
  type SubjectKind,
} from '#core';
import { type Catalogue, type DatasetSchema, type Measure, measureNamed, subjectName } from '#catalogue';
import { Problem } from '../problem.js';

/** A period that the caller wrote; a problem says how it should be written. */
export function periodOf(text: string | undefined, parameter = 'period'): Period {
  if (text === undefined || text === '') {
    throw new Problem('period/malformed', {
      sv: `Ange ${parameter}, till exempel ${parameter}=2026-Q3.`,
      en: `Give ${parameter}, for example ${parameter}=2026-Q3.`,
    });
  }
  const parsed = Period.parse(text);
  if (parsed.ok) return parsed.value;
  throw new Problem('period/malformed', {
    sv: `${parameter}: "${text}" är ingen period. Skriv 2026-09, 2026-Q3, 2026-T2 eller 2026.`,
    en: `${parameter}: ${parsed.problem}.`,
  });
}

/** A kind of subject that the caller named. */
export function subjectKindOf(text: string): SubjectKind {
  const kind = SUBJECT_KINDS.find((known) => known === text);
  if (kind) return kind;
  const kinds = SUBJECT_KINDS.join(', ');
  throw new Problem('catalogue/unknown', {
    sv: `"${text}" är inget som följs upp; välj bland ${kinds}.`,
    en: `"${text}" is nothing that is followed up; choose among ${kinds}.`,
  });
}

/** A subject that the caller named, as `kind` and `id`; a problem when there is no such thing. */
export function subjectOf(catalogue: Catalogue, kindText: string, id: string): Subject {
  const kind = subjectKindOf(kindText);
  if (subjectName(catalogue, { kind, id }) === null) throw unknown(`${kind}:${id}`);
  return { kind, id };
}

/** A subject written as `unit:city`. */
export function subjectFrom(catalogue: Catalogue, text: string | undefined): Subject {
  const [kind = '', id = ''] = (text ?? 'unit:city').split(/:(.*)/s);
  return subjectOf(catalogue, kind, id);
}

/** The schema of a data set that the caller named. */
export function datasetOf(catalogue: Catalogue, text: string | undefined): DatasetSchema {
  const id: DatasetId | undefined = DATASETS.find((known) => known === text);
  const dataset = id && catalogue.datasets.get(id);
  if (dataset) return dataset;
  const known = DATASETS.join(', ');
  throw new Problem('catalogue/unknown', {
    sv: `Ange vilken datamängd som avses, dataset=…: en av ${known}.`,
    en: `Say which data set is meant, dataset=…: one of ${known}.`,
  });
}

/** An entry that the catalogue must have. */
export function entryOf<T>(entries: ReadonlyMap<string, T>, id: string): T {
  const entry = entries.get(id);
  if (entry === undefined) throw unknown(id);
  return entry;
}

/** A measure by its id, or by one that it had before. */
export function measureOf(catalogue: Catalogue, id: string): Measure {
  const measure = measureNamed(catalogue, id);
  if (measure === null) throw unknown(id);
  return measure;
}

/** The catalogue has no such thing. */
export function unknown(id: string): Problem {
  return new Problem('catalogue/unknown', {
    sv: `"${id}" finns inte i katalogen. Se /api/v1/catalogue för det som finns.`,
    en: `"${id}" is not in the catalogue. See /api/v1/catalogue for what is.`,
  });
}

/** An instant that the caller wrote as ISO 8601 with offset. */
export function instantOf(text: string | undefined, parameter: string): number {
  const instantMs = /(?:Z|[+-]\d\d:?\d\d)$/.test(text ?? '') ? Date.parse(text ?? '') : NaN;
  if (Number.isFinite(instantMs)) return instantMs;
  throw new Problem('request/malformed', {
    sv: `${parameter}: skriv en tidpunkt med tidszon, till exempel 2026-09-01T00:00:00+02:00.`,
    en: `${parameter}: write an instant with its offset, for example 2026-09-01T00:00:00+02:00.`,
  });
}

/** A day that the caller wrote as an ISO date. */
export function dayOf(text: unknown, parameter: string): string {
  const isDay = typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text);
  if (isDay && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)) return text;
  throw new Problem('request/malformed', {
    sv: `${parameter}: skriv ett datum, till exempel 2026-09-30.`,
    en: `${parameter}: write a date, for example 2026-09-30.`,
  });
}

/** What is longer is no remark. */
const LONGEST_TEXT = 4_000;

/** A text that the caller wrote, without the blanks around it. */
export function textOf(
  text: unknown,
  { parameter, least = 1 }: { parameter: string; least?: number },
): string {
  const trimmed = typeof text === 'string' ? text.trim() : '';
  if (trimmed.length >= least && trimmed.length <= LONGEST_TEXT) return trimmed;
  throw new Problem('request/malformed', {
    sv: `${parameter}: skriv en text på högst ${LONGEST_TEXT} tecken.`,
    en: `${parameter}: write a text of at most ${LONGEST_TEXT} characters.`,
  });
}

/** Editions hold scorecards: what is asked of an edition and is not in them is refused rather than answered as it is now. */
export function checkLive(edition: string | undefined): void {
  if (edition === undefined || edition === 'live') return;
  throw new Problem('edition/not-kept', {
    sv: `edition=${edition}: utgåvor innehåller styrkort. Läs dem med /api/v1/scorecards eller /api/v1/measures/{id}/values; det här svaret finns bara som det är nu (edition=live).`,
    en: `edition=${edition}: editions hold scorecards. Read them by /api/v1/scorecards or /api/v1/measures/{id}/values; this answer is only there as it is now (edition=live).`,
  });
}

/** Why something is taken back, as far as it is said. */
export function reasonOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : textOf(text, { parameter: 'reason' });
}

/** Yes or no; no unless said. */
export function flagOf(text: unknown, parameter: string): boolean {
  if (text === undefined || text === 'false' || text === false) return false;
  if (text === 'true' || text === true) return true;
  throw new Problem('request/malformed', {
    sv: `${parameter}: skriv true eller false.`,
    en: `${parameter}: write true or false.`,
  });
}

/** How many items of a list are wanted. */
export function limitOf(text: string | undefined, { usual, most }: { usual: number; most: number }): number {
  const limit = text === undefined ? usual : Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw new Problem('request/malformed', {
    sv: `limit: skriv ett heltal från 1 till ${most}.`,
    en: `limit: write a whole number from 1 to ${most}.`,
  });
}

/** A list as every call answers it. */
export interface List<T> {
  readonly items: readonly T[];
  /** Cursor of the next page; `null` at the end. */
  readonly next: string | null;
}

/** A list that comes whole. */
export function whole<T>(items: Iterable<T>): List<T> {
  return { items: [...items], next: null };
}

/** The way of CSV that a caller asks for; `null` when it asks for none. */
export function csvDialectOf(accept = ''): CsvDialectId | null {
  const [, parameters] = /text\/csv([^,]*)/.exec(accept) ?? [];
  if (parameters === undefined) return null;
  return parameters.includes('dialect=rfc4180') ? 'rfc4180' : 'swedish';
}
