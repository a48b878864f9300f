/** Why somebody came back from the id-portal without being signed in. */
export const SETBACK_WORDS: Readonly<Record<string, string>> = {
  unavailable: 'Id-portalen svarar inte just nu. Försök igen om en stund, eller logga in med en behörighet.',
  interrupted: 'Inloggningen tog för lång tid eller påbörjades i ett annat fönster. Försök igen.',
  failed:
    'Inloggningen gick inte att genomföra. Försök igen; om det upprepas, hör av dig till uppföljningsgruppen.',
  'no-role': 'Du finns i id-portalen men har ingen roll här. Be uppföljningsgruppen om en.',
};

/** What is said where people sign in. */
export const SESSION = {
  signIn: 'Logga in',
  signOut: 'Logga ut',
  orToken: 'Eller med en behörighet',
  intro: 'Logga in för att kommentera, lämna uppgifter och arbeta med perioder och drift.',
  closedIntro: 'Staden visar sin uppföljning för den som har loggat in.',
  token: 'Behörighet',
  tokenHint: 'Klistra in den som du fick den. Den glöms när du stänger fliken.',
  tokenMissing: 'Klistra in din behörighet först.',
  checkingToken: 'Behörigheten kontrolleras …',
  alreadyIn: 'Du är inloggad',
  goOn: 'Gå vidare',
} as const;
