import type { PeriodType, SubjectKind } from '#core';

/**
 * The page's own words in Swedish. Names and texts of measures, perspectives and units come from the API; what reports say, too,
 * is in core.
 */

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
  scorecardReport: 'Styrkort som fil',
  availabilityReport: 'Tillgänglighetsrapport',
} as const;

/** How many hits a search had. */
export function hitWords(count: number): string {
  if (count === 0) return WORDS.noSuchUnit;
  return count === 1 ? '1 träff' : `${count} träffar`;
}
