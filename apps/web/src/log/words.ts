import type { AuditOutcome } from '#core';

/** What the page of the audit log says. */
export const LOG = {
  title: 'Logg',
  intro:
    'Vem som ändrade vad, försökte göra det eller inte släpptes in. Loggen är kedjad: det syns om något i den ändras.',
  onlyTeam: 'Loggen läses av den som har rollen uppföljning.',
  loading: 'Hämtar …',
  empty: 'Ingenting är loggat än.',
  broken: 'Loggen är inte som den skrevs:',
  brokenRemedy: 'Säg till driften. perspektiv audit verify visar var.',
  at: 'När',
  by: 'Vem',
  what: 'Vad',
  about: 'Om',
  outcome: 'Utfall',
  from: 'Från',
  older: 'Visa äldre',
  find: 'Sök i det som visas',
  noHits: 'Ingen rad innehåller det.',
  anyone: 'någon utan behörighet',
} as const;

export const OUTCOME_WORDS: Readonly<Record<AuditOutcome, string>> = {
  done: 'Gjort',
  refused: 'Nekat',
  failed: 'Misslyckades',
};

/** Calls by their routes, as people say it; what is not here is shown as its route. */
const ACTION_WORDS: Readonly<Record<string, string>> = {
  'POST /api/v1/uploads': 'Lämnade uppgifter',
  'POST /api/v1/uploads/:id/revert': 'Tog tillbaka en leverans',
  'POST /api/v1/link/uploads': 'Lämnade uppgifter med en länk',
  'POST /api/v1/links': 'Gjorde en länk',
  'DELETE /api/v1/links/:id': 'Drog tillbaka en länk',
  'POST /api/v1/periods/:period/freeze': 'Fastställde en period',
  'POST /api/v1/comments': 'Kommenterade',
  'DELETE /api/v1/comments/:id': 'Tog tillbaka en kommentar',
  'POST /api/v1/deviations': 'Godtog en avvikelse',
  'DELETE /api/v1/deviations/:id': 'Tog tillbaka en godtagen avvikelse',
  'POST /api/v1/reminders': 'Påminde',
  'POST /api/v1/exports/ils': 'Exporterade till ILS',
  'POST /api/v1/exports/:id/deliver': 'Levererade en export',
  'POST /api/v1/exports/:id/deliveries/:destination/:judgement': 'Bedömde en leverans av en export',
  'POST /api/v1/maintenance': 'Planerade arbete',
  'DELETE /api/v1/maintenance/:id': 'Tog tillbaka planerat arbete',
  'POST /api/v1/alerts/:id/acknowledge': 'Kvitterade ett larm',
  'POST /api/v1/outages/:id/annotations': 'Antecknade om ett avbrott',
  'POST /api/v1/status/messages': 'Skrev ett meddelande till medborgarna',
  'POST /api/v1/status/messages/:id': 'Skrev vidare på ett meddelande till medborgarna',
  'DELETE /api/v1/status/messages/:id': 'Tog tillbaka ett meddelande till medborgarna',
  'POST /api/v1/backups': 'Säkerhetskopierade',
  'POST /api/v1/rebuild': 'Räknade om allt härlett',
  'POST /api/v1/samples': 'Skickade mätpunkter',
  'GET /sign-in/answer': 'Loggade in',
  'POST /sign-out': 'Loggade ut',
};

export function actionWords(action: string): string {
  return ACTION_WORDS[action] ?? action;
}
