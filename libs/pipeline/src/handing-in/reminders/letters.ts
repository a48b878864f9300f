import { type DeliveryState, Period } from '#core';
import { type Catalogue } from '#catalogue';
import { type DueReminder } from './steps.js';

/** What a letter says. */
export interface LetterText {
  readonly subject: string;
  readonly text: string;
}

/** Something owed, and where it is handed in. */
export interface OwedLine extends DueReminder {
  readonly address: string;
}

const MONTH = new Intl.DateTimeFormat('sv-SE', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('sv-SE', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const PART_WORDS = { Q: 'kvartal', T: 'tertial' } as const;

/** `september 2026`, `kvartal 3 2026`, `tertial 2 2026`, `2026`. */
function periodWords(text: string): string {
  const { type } = Period.of(text);
  if (type === 'month') return MONTH.format(new Date(`${text}-15T00:00:00Z`));
  const [year = text, part] = text.split('-');
  if (part === undefined) return year;
  return `${part.startsWith('Q') ? PART_WORDS.Q : PART_WORDS.T} ${part.slice(1)} ${year}`;
}

function dayWords(isoDate: string): string {
  return DAY.format(new Date(`${isoDate}T00:00:00Z`));
}

function daysWords(days: number): string {
  return `${days} ${days === 1 ? 'dag' : 'dagar'}`;
}

function leftWords(daysLeft: number): string {
  if (daysLeft === 0) return 'idag';
  return daysLeft > 0 ? `om ${daysWords(daysLeft)}` : `för ${daysWords(-daysLeft)} sedan`;
}

function whatWords(catalogue: Catalogue, { dataset, unit, period }: DeliveryState): string {
  const name = catalogue.datasets.get(dataset)?.titles.sv ?? dataset;
  return `${name}, ${periodWords(period)}, ${catalogue.units.get(unit)?.name.sv ?? unit}`;
}

function lines(catalogue: Catalogue, owed: readonly OwedLine[]): string {
  return owed
    .map(({ delivery, daysLeft, address }) => {
      const due = `  Senast ${dayWords(delivery.dueDate)} (${leftWords(daysLeft)})`;
      return [`– ${whatWords(catalogue, delivery)}`, due, `  ${address}`].join('\n');
    })
    .join('\n\n');
}

/** The letter to somebody who owes: what is overdue first, then what is soon due. */
export function reminderLetter(catalogue: Catalogue, name: string, owed: readonly OwedLine[]): LetterText {
  const overdue = owed.filter(({ daysLeft }) => daysLeft < 0);
  const coming = owed.filter(({ daysLeft }) => daysLeft >= 0);
  const [first] = overdue.length > 0 ? overdue : coming;
  const about = first ? whatWords(catalogue, first.delivery) : '';
  const more = owed.length > 1 ? ` och ${owed.length - 1} till` : '';
  const parts = [
    `Hej ${name}!`,
    ...(overdue.length > 0
      ? ['Det här skulle ha lämnats, men har inte kommit:', lines(catalogue, overdue)]
      : []),
    ...(coming.length > 0 ? ['Det här väntas snart:', lines(catalogue, coming)] : []),
    'Följ adressen för att se mallen, kontrollera filen och lämna den. Gäller uppgiften inte er, skriv ”ej aktuellt” i filen och lämna den ändå: då slutar påminnelserna.',
    `Det här brevet är skickat av ${catalogue.name.sv}s it-uppföljning och går inte att svara på.`,
  ];
  const subject = `${overdue.length > 0 ? 'Saknas' : 'Snart dags'}: ${about}${more}`;
  return { subject, text: `${parts.join('\n\n')}\n` };
}

/** The letter to the follow-up team: what is overdue, by unit. */
export function digestLetter(
  catalogue: Catalogue,
  {
    overdue,
    monday,
    address,
  }: { readonly overdue: readonly DeliveryState[]; readonly monday: string; readonly address: string },
): LetterText {
  const units = [...catalogue.units.values()].flatMap((unit) => {
    const own = overdue.filter((delivery) => delivery.unit === unit.id);
    if (own.length === 0) return [];
    const rows = own.map((delivery) => {
      const name = catalogue.datasets.get(delivery.dataset)?.titles.sv ?? delivery.dataset;
      return `  ${name}, ${periodWords(delivery.period)} (senast ${dayWords(delivery.dueDate)})`;
    });
    return [[`${unit.name.sv}: ${own.length}`, ...rows].join('\n')];
  });
  const count = overdue.length;
  const intro =
    count === 0
      ? 'Ingenting saknas: allt som skulle ha lämnats har kommit.'
      : `${count} ${count === 1 ? 'leverans' : 'leveranser'} skulle ha lämnats, men har inte kommit:`;
  const subject = `Leveranser som saknas, ${dayWords(monday)}: ${count}`;
  return { subject, text: `${[intro, ...units, `Allt som väntas: ${address}/lamna`].join('\n\n')}\n` };
}
