import { type QualityReason, type Status, type Trend, type TrendReason } from './scorecard.js';
import { type ValueKind } from './value.js';

/*
 * What scorecards say in Swedish, on pages and in reports: statuses, kinds of value, trends. Names and texts of measures and
 * perspectives are the catalogue's.
 */

export const STATUS_WORDS: Record<Status, string> = {
  met: 'Når målet',
  near: 'Nära målet',
  'not-met': 'Når inte målet',
  accepted: 'Godtagen avvikelse',
  informative: 'Utan mål',
  'not-applicable': 'Ej aktuellt',
  'not-provided': 'Saknas',
  suppressed: 'Skyddad',
};

/** Where several measures are judged together, they have targets in the plural. */
export const PERSPECTIVE_STATUS_WORDS: Record<Status, string> = {
  ...STATUS_WORDS,
  met: 'Når målen',
  near: 'Nära målen',
  'not-met': 'Når inte målen',
};

export const KIND_WORDS: Record<Exclude<ValueKind, 'number'>, string> = {
  'not-applicable': 'ej aktuellt',
  'not-provided': 'saknas',
  suppressed: 'skyddad',
};

/** Why there is no number. */
export const KIND_EXPLANATIONS: Record<Exclude<ValueKind, 'number'>, string> = {
  'not-applicable': 'Mätetalet är inte meningsfullt här.',
  'not-provided': 'Underlaget har inte kommit in.',
  suppressed:
    'Färre än fem svar, eller ett värde som skulle röja ett sådant. Det visas inte, så att ingen kan kännas igen.',
};

export const TREND_WORDS: Record<Trend['direction'], string> = {
  better: 'Bättre',
  worse: 'Sämre',
  steady: 'Stabilt',
  unknown: 'Ingen jämförelse',
};

/** Why there is no direction, to follow on the period that is compared with. */
export const TREND_REASON_WORDS: Record<TrendReason, string> = {
  missing: 'värde saknas i någon av perioderna',
  open: 'perioden är inte slut',
  incomplete: 'för lite är lämnat i någon av perioderna',
  break: 'mätetalet är omdefinierat',
  'within-interval': 'skillnaden ryms inom felmarginalen',
};

/** What pulls the grade of the data below A. */
export const QUALITY_REASON_WORDS: Readonly<Record<QualityReason, string>> = {
  incomplete: 'allt har inte kommit in',
  stale: 'uppgifterna är äldre än perioden',
  imprecise: 'stor osäkerhet',
  few: 'få svar',
  opinion: 'bygger på åsikter utan känd osäkerhet',
};

/** A target as a sentence: at least, or at most. */
export function targetWords(target: string, better: 'higher' | 'lower'): string {
  return `${better === 'higher' ? 'minst' : 'högst'} ${target}`;
}

/** Why a target need not be met for now, and until which day. */
export function acceptedWords(reason: string, until: string): string {
  return `Godtagen avvikelse till och med ${until}: ${reason}`;
}
