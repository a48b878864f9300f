import type { ComparisonBase } from '#core';

export const BASE_WORDS: Readonly<Record<ComparisonBase, string>> = {
  none: 'Som mätetalet är',
  inhabitant: 'Per invånare',
  fte: 'Per årsarbetare',
};

/** Kinds of unit that are compared with their own; those that only gather others are left out. */
export const PEER_WORDS: Readonly<Record<string, string>> = {
  'district-council': 'Stadsdelsnämnder',
  committee: 'Facknämnder',
  company: 'Bolag',
};

/** The words of the page where units stand side by side. */
export const COMPARISON = {
  eyebrow: 'Alla enheter sida vid sida',
  skip: 'Hoppa till jämförelsen',
  measure: 'Mätetal',
  peers: 'Jämför',
  allUnits: 'Alla enheter',
  base: 'Bas',
  rank: 'Plats',
  unit: 'Enhet',
  value: 'Värde',
  chart: 'I diagram',
  quartile: 'Kvartil',
  status: 'Status',
  completeness: 'Täckningsgrad',
  why: 'Varför?',
  whole: 'Hela staden',
  legend: 'Så läses diagrammet',
  legendValue:
    'Punkten är enhetens värde; strecket genom den är dess 95 % konfidensintervall, där det är känt.',
  legendQuartiles: 'Det grå fältet är mittenhälften av enheterna, med medianen som ett streck.',
  legendTarget: 'Den streckade linjen är det mål som gäller för flest.',
  better: { higher: 'Högre är bättre: plats 1 är högst.', lower: 'Lägre är bättre: plats 1 är lägst.' },
  smallGroups: 'Det som är skyddat har varken värde eller plats och ingår inte i kvartilerna.',
  newDefinition: 'Ny definition sedan förra perioden: jämför med varsamhet.',
  loading: 'Jämförelsen hämtas …',
  nobody: 'Ingen enhet att jämföra.',
  quartileNumber: (quartile: number) => `${quartile} av 4`,
} as const;

/** What parts the numbers in four, in words. */
export function quartileWords(low: string, median: string, high: string): string {
  return `Undre kvartil ${low}, median ${median}, övre kvartil ${high}.`;
}

/** A target, and how many it holds for. */
export function targetLineWords(target: string, units: number): string {
  return `Mål ${target} (${units === 1 ? '1 enhet' : `${units} enheter`})`;
}
