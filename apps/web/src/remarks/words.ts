/** What is said where people comment on figures, and accept that a target is not reached. */
export const REMARKS = {
  comment: 'Kommentera',
  commentText: 'Kommentar',
  accept: 'Godta avvikelse',
  from: 'Gäller från',
  until: 'Till och med',
  reason: 'Skäl',
  save: 'Spara',
  cancel: 'Avbryt',
  nothingSaid: 'Skriv något först.',
  wrongDays: 'Fyll i båda dagarna, med den första först.',
  withdraw: 'Ta tillbaka',
  asNeverHeld: 'Som om den aldrig gällt',
  fromToday: 'Från och med i dag',
} as const;
