import { type BenefitConflict, type BenefitKind, formatCount } from '#core';

export const BENEFIT_KIND_WORDS: Readonly<Record<BenefitKind | 'total', string>> = {
  external: 'Extern nytta',
  internal: 'Intern nytta',
  total: 'All nytta',
};

/** Why a claim is not counted. */
export const CONFLICT_KINDS: Readonly<Record<BenefitConflict['kind'], string>> = {
  'other-project': 'Ett annat projekt registrerades först',
  'longer-period': 'Samma projekt räknar hem en längre period',
};

/** The words of the page of portfolios. */
export const PORTFOLIO = {
  eyebrow: 'Kostnad och nytta sida vid sida',
  skip: 'Hoppa till portföljen',
  portfolio: 'Portfölj',
  year: 'År',
  money: 'Ramen och vad den räcker till',
  moneyHint: 'Miljoner kronor (mnkr) under året.',
  frame: 'Ekonomisk ram',
  noFrame: 'Ingen ram är satt',
  allocated: 'Tilldelat',
  spent: 'Förbrukat',
  forecast: 'Prognos',
  overFrame: 'Över ramen',
  notTold: 'saknas',
  benefits: 'Nytta per år',
  benefitsHint:
    'Varje verksamhetsförändring räknas en gång. Nytta i mnkr; det som ingen har redovisat är inte noll.',
  planned: 'Planerad',
  realised: 'Realiserad',
  projects: 'Projekten',
  projectsHint: 'Kostnad och nytta i mnkr, från projektets start till dess slut om inget annat sägs.',
  project: 'Projekt',
  time: 'Tid',
  overOneYear: 'Längre än ett år',
  overOneYearHint: 'Ett projekt ska hålla sig inom ett år, eller delas upp.',
  budget: 'Budget',
  spentInYear: 'Förbrukat i år',
  spentInAll: 'Förbrukat totalt',
  plannedBenefit: 'Planerad nytta',
  realisedBenefit: 'Realiserad nytta',
  owner: 'Nyttoansvarig:',
  conflicts: 'Samma förändring räknad flera gånger',
  conflictsHint:
    'Anspråket från det projekt som registrerades först gäller, och inom ett projekt det för den längre perioden; de andra räknas inte.',
  noConflicts: 'Inga projekt gör anspråk på samma förändring.',
  change: 'Förändring',
  unit: 'Enhet',
  period: 'Period',
  stands: 'Gäller',
  excluded: 'Räknas inte',
  why: 'Därför',
  possibleConflicts: 'Samma förändring på två nivåer',
  possibleConflictsHint:
    'En enhet och en under den räknar hem samma förändring. Båda räknas. Bevaka att det inte är samma besparing.',
  claimedAbove: 'Enheten över',
  claimedBelow: 'Enheten under',
  claimed: 'Inte räknad nytta, planerad',
  qualitative: 'Nytta som beskrivs i ord',
  qualitativeHint: 'Den räknas inte in i summorna.',
  unnamed: 'Ingen beskrivning',
  noProjects: 'Inga projekt har börjat.',
  loading: 'Portföljen hämtas …',
} as const;

/** How many of the projects that should tell an amount have done so. */
export function toldWords(told: number, expected: number): string {
  return `${formatCount(told)} av ${formatCount(expected)} projekt har redovisat`;
}

/** A share of the frame. */
export function ofFrameWords(percent: string): string {
  return `${percent}\u00a0% av ramen`;
}
