/** What is said where work is planned. */
export const WORK = {
  title: 'Planerat arbete',
  none: 'Inget är planerat de närmaste 90 dagarna.',
  lateAnnounced: 'annonserat för sent, räknas som avbrott',
  calendar: 'Kalender över planerat arbete',
  noneOn: 'Inget är planerat den dagen.',
  allDays: 'Visa alla dagar',
  week: 'Vecka',
  change: 'Ändra',
  withdraw: 'Ta tillbaka',
  why: 'Varför (valfritt)',
  cancel: 'Avbryt',
  elsewhere: 'Står i konfigurationen, och ändras där.',
  plan: 'Planera arbete',
  planIntro: 'Det räknas som annonserat nu. Det som börjar innan dess räknas som avbrott.',
  changing: 'Ändra planerat arbete',
  changeIntro:
    'Det ändrade arbetet planeras som nytt och räknas som annonserat nu. Det tidigare tas tillbaka; det som redan varit står kvar.',
  save: 'Spara ändringen',
  systems: 'System',
  find: 'Sök system',
  from: 'Från',
  to: 'Till',
  note: 'Vad som görs',
  repeats: 'Återkommer',
  once: 'En gång',
  weekly: 'Varje vecka',
  monthly: 'Varje månad, samma dag',
  asBefore: 'Som förut',
  planned: 'Arbetet är planerat.',
  incomplete: 'Välj minst ett system, fyll i alla fält, och låt slutet ligga efter början.',
  bothStand: 'Det ändrade arbetet är planerat, men det tidigare gick inte att ta tillbaka: båda står kvar.',
} as const;

export const WEEKDAYS = ['mån', 'tis', 'ons', 'tors', 'fre', 'lör', 'sön'] as const;

/** `3 system valda` */
export function chosenWords(count: number): string {
  return count === 1 ? '1 system valt' : `${count} system valda`;
}

/** After a number of works. */
export function worksWord(count: number): string {
  return count === 1 ? 'arbete' : 'arbeten';
}

/** How many more times come after the one that is shown. */
export function moreTimesWords(count: number): string {
  return count === 1 ? 'och en gång till inom 90 dagar' : `och ${count} gånger till inom 90 dagar`;
}
