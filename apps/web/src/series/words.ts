import { type PeriodType, formatCount } from '#core';

/** What the page of one measure over time says. */
export const SERIES = {
  eyebrow: 'Över tid',
  skip: 'Hoppa till diagrammet',
  loading: 'Serien hämtas …',
  measure: 'Mätetal',
  chart: 'Utveckling',
  frame: 'Diagram',
  table: 'Alla värden',
  period: 'Period',
  value: 'Värde',
  interval: 'Felmarginal (95 %)',
  target: 'Mål',
  status: 'Läge',
  completeness: 'Täckningsgrad',
  remarks: 'Anmärkningar',
  running: 'pågår',
  newDefinition: 'ny definition',
  noNumbers: 'Det finns inget värde att rita för de här perioderna.',
  legendTarget: 'Mål',
  legendRunning: 'Pågående period',
  legendBreak: 'Ny definition',
  legendComment: 'Kommentar',
  scorecard: 'Styrkort',
  why: 'Varför?',
  overTime: 'Över tid',
} as const;

const MANY: Record<PeriodType, string> = {
  month: 'månader',
  quarter: 'kvartal',
  tertial: 'tertial',
  year: 'år',
};

/** The chart in words: `12 kvartal, senast 66,2 %`. */
export function chartWords(count: number, type: PeriodType, last: string | null): string {
  const latest = last === null ? '' : `, senast ${last}`;
  return `${formatCount(count)} ${MANY[type]}${latest}. Tabellen under diagrammet visar alla värden.`;
}
