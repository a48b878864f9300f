/** What is said where operations tell citizens of a disturbance. */
export const MESSAGES = {
  title: 'Meddelanden till medborgarna',
  intro: 'Det som står här syns på den publika driftsidan, för alla.',
  none: 'Inget meddelande pågår.',
  tell: 'Berätta för medborgarna',
  publish: 'Publicera',
  published: 'Meddelandet är publicerat.',
  template: 'Börja från en mall',
  noTemplate: 'Ingen mall',
  heading: 'Rubrik',
  headingEn: 'Rubrik på engelska (valfri)',
  text: 'Text',
  textEn: 'Text på engelska (valfri)',
  systems: 'E-tjänster som berörs',
  update: 'Skriv en uppdatering',
  updateText: 'Uppdatering',
  updateTextEn: 'Uppdatering på engelska (valfri)',
  send: 'Publicera uppdateringen',
  end: 'Avsluta meddelandet',
  cancel: 'Avbryt',
  incomplete: 'Skriv rubrik och text på svenska.',
  nothingSaid: 'Skriv något först.',
  statusPage: 'Se den publika driftsidan',
} as const;

/** A message as it is begun: what is known when nothing else is. */
export interface MessageTemplate {
  readonly id: string;
  readonly name: string;
  readonly title: { readonly sv: string; readonly en: string };
  readonly text: { readonly sv: string; readonly en: string };
}

/** Templates in both languages; `{tjänst}` and `{service}` stand for the names of the services that are chosen. */
export const TEMPLATES: readonly MessageTemplate[] = [
  {
    id: 'down',
    name: 'Avbrott',
    title: { sv: 'Avbrott: {tjänst}', en: 'Outage: {service}' },
    text: {
      sv: 'Det går inte att använda {tjänst} just nu. Vi felsöker och berättar mer så snart vi vet.',
      en: '{service} cannot be used at the moment. We are looking into it and will tell more as soon as we know.',
    },
  },
  {
    id: 'slow',
    name: 'Långsamt',
    title: { sv: 'Långsamt: {tjänst}', en: 'Slow: {service}' },
    text: {
      sv: '{tjänst} svarar långsamt just nu. Det går att använda tjänsten, men det kan ta längre tid än vanligt.',
      en: '{service} is slow at the moment. It can be used, but may take longer than usual.',
    },
  },
  {
    id: 'sign-in',
    name: 'Inloggning',
    title: { sv: 'Problem att logga in', en: 'Problems signing in' },
    text: {
      sv: 'Det går inte att logga in just nu. Felet finns hos en leverantör av e-legitimation.',
      en: 'It is not possible to sign in at the moment. The fault lies with a provider of electronic identification.',
    },
  },
];

/** A template with the names of services in place. */
export function filledIn(text: string, names: readonly string[], language: 'sv' | 'en'): string {
  const some = { sv: 'e-tjänsten', en: 'the e-service' }[language];
  const and = { sv: ' och ', en: ' and ' }[language];
  const listed =
    names.length > 1 ? `${names.slice(0, -1).join(', ')}${and}${names.at(-1) ?? ''}` : (names[0] ?? some);
  const filled = text.replaceAll('{tjänst}', listed).replaceAll('{service}', listed);
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}
