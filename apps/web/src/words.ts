import type { PeriodType, QualityReason, Status, SubjectKind, Trend, TrendReason, ValueKind } from '#core';

/**
 * The page's own words in Swedish: labels, statuses and kinds of value. Names and texts of measures, perspectives and
 * units come from the API.
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

export const PERIOD_TYPE_WORDS: Record<PeriodType, string> = {
  month: 'Månad',
  quarter: 'Kvartal',
  tertial: 'Tertial',
  year: 'År',
};

export const SUBJECT_WORDS: Record<SubjectKind, string> = {
  unit: 'Nämnd eller bolag',
  system: 'System',
  project: 'Projekt',
  portfolio: 'Portfölj',
  'service-domain': 'Tjänsteområde',
  category: 'Kategori av it-stöd',
};

/** Editions by the ids that the API gives them. */
export const EDITION_WORDS: Readonly<Record<string, string>> = {
  live: 'löpande, ännu inte fastställd',
  'live-agrees': 'löpande, lika med den fastställda',
  'live-differs': 'löpande, skiljer sig från den fastställda',
  original: 'fastställd',
  restated: 'omräknad',
};

export const WORDS = {
  product: 'Perspektiv',
  purpose: 'Stadens it från fem perspektiv',
  pages: 'Sidor',
  scorecardPage: 'Styrkort',
  comparisonPage: 'Jämförelse',
  portfolioPage: 'Portföljer',
  handingInPage: 'Lämna uppgifter',
  operationsPage: 'Drift',
  periodsPage: 'Perioder och export',
  logPage: 'Logg',
  signInPage: 'Logga in',
  skip: 'Hoppa till styrkortet',
  skipToContent: 'Hoppa till innehållet',
  unit: 'Nämnd, förvaltning eller bolag',
  unitHint: 'Skriv för att söka',
  noSuchUnit: 'Ingen träff',
  path: 'Plats i organisationen',
  period: 'Period',
  periodType: 'Periodtyp',
  previousPeriod: 'Föregående period',
  nextPeriod: 'Nästa period',
  running: 'Perioden pågår: siffrorna ändras tills den är slut.',
  overview: 'De fem perspektiven',
  score: 'Poäng',
  outOf: 'av 100',
  scoreLegend: '100 poäng: alla mål i perspektivet nås. De fem vägs aldrig ihop till ett tal.',
  noScore: 'Inga poäng',
  preliminary: 'Preliminär',
  preliminaryExplanation: 'Underlaget är inte komplett.',
  target: 'Mål',
  noTarget: 'Inget mål är satt',
  completeness: 'Täckningsgrad',
  nothingExpected: 'Inget underlag väntas',
  newDefinition: 'Ny definition sedan förra perioden: jämför med varsamhet.',
  about: 'Så räknas det',
  numerator: 'Täljare',
  denominator: 'Nämnare',
  facts: 'Antal underlag',
  interval: '95 % konfidensintervall',
  quality: 'Datakvalitet',
  definition: 'Definition',
  version: 'version',
  why: 'Varför?',
  subUnits: 'Underliggande enheter',
  subUnitsQuestion: 'Poäng 0–100 per perspektiv. Välj en enhet för att se dess mätetal.',
  subUnit: 'Enhet',
  computed: 'Beräknad',
  edition: 'Utgåva',
  loading: 'Styrkortet hämtas …',
  updating: 'Hämtar …',
  showing: 'Visar',
  empty: 'Det finns inga mätetal för den här perioden.',
  emptyHint: 'Välj en annan period.',
  unreachable: 'Perspektiv svarar inte',
  unreachableDetail: 'Kontrollera förbindelsen och försök igen om en stund.',
  unreadable: 'Svaret gick inte att läsa',
  refused: 'Sidan kunde inte hämtas',
  retry: 'Försök igen',
  toTheCity: 'Till hela staden',
  board: 'Se som tavla i Grafana',
} as const;

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

/** How many hits a search had. */
export function hitWords(count: number): string {
  if (count === 0) return WORDS.noSuchUnit;
  return count === 1 ? '1 träff' : `${count} träffar`;
}
