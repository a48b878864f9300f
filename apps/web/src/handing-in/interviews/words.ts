/** The words of the form where an interviewer enters what a group has answered. */
export const INTERVIEWS = {
  heading: 'Intervjuer',
  open: 'Lägg in vad en grupp har svarat',
  intro:
    'Räkna hur många i gruppen som gav varje svar. Bara antalen läggs till, direkt, bland alla andra svar; de går inte att se eller ändra efteråt. Skriv aldrig namn.',
  survey: 'Enkät',
  place: 'Gäller',
  date: 'Dag',
  venue: 'Plats',
  venueHint: 'Till exempel medborgarkontoret. Inga namn.',
  present: 'Så många var med',
  counts: 'Antal som svarade',
  send: 'Lägg till svaren',
  incomplete: 'Fyll i dag, plats, hur många som var med, och antal på minst en fråga.',
  added: 'Svaren är tillagda.',
} as const;
