import { type LocalizedText } from '#core';

const TITLES = {
  'request/malformed': {
    status: 400,
    sv: 'Anropet går inte att tolka',
    en: 'The request cannot be understood',
  },
  'period/malformed': { status: 400, sv: 'Perioden är fel skriven', en: 'The period is malformed' },
  'period/not-freezable': {
    status: 400,
    sv: 'Perioden kan inte fastställas',
    en: 'The period cannot be frozen',
  },
  'period/not-ended': { status: 409, sv: 'Perioden är inte slut', en: 'The period has not ended' },
  'period/frozen': { status: 409, sv: 'Perioden är fastställd', en: 'The period is frozen' },
  'period/handing-in': { status: 409, sv: 'Underlag tas emot', en: 'Data is being taken in' },
  'period/not-frozen': { status: 409, sv: 'Perioden är inte fastställd', en: 'The period is not frozen' },
  'reminders/no-post': { status: 409, sv: 'Inga brev kan skickas', en: 'No letters can be sent' },
  'edition/unknown': { status: 404, sv: 'Utgåvan finns inte', en: 'There is no such edition' },
  'edition/not-kept': {
    status: 400,
    sv: 'Utgåvor har inte den uppgiften',
    en: 'Editions do not hold it',
  },
  'edition/not-explained': {
    status: 400,
    sv: 'Utgåvor förklaras inte',
    en: 'Editions are not explained',
  },
  'export/unknown': { status: 404, sv: 'Exporten finns inte', en: 'There is no such export' },
  'export/unknown-destination': {
    status: 404,
    sv: 'Mottagaren finns inte',
    en: 'There is no such destination',
  },
  'export/not-delivered': { status: 409, sv: 'Ingenting är levererat', en: 'Nothing was delivered' },
  'export/refused': { status: 422, sv: 'Inget exporterades', en: 'Nothing was exported' },
  'backup/not-made': { status: 422, sv: 'Ingen säkerhetskopia gjordes', en: 'No backup was made' },
  'config/refused': { status: 422, sv: 'Konfigurationen togs inte i bruk', en: 'The config was refused' },
  'config/needs-restart': { status: 409, sv: 'Omstart behövs', en: 'A restart is needed' },
  'outage/unknown': { status: 404, sv: 'Avbrottet finns inte', en: 'There is no such outage' },
  'maintenance/unknown': {
    status: 404,
    sv: 'Arbetet finns inte',
    en: 'There is no such work',
  },
  'comment/unknown': { status: 404, sv: 'Kommentaren finns inte', en: 'There is no such comment' },
  'comment/frozen': { status: 409, sv: 'Kommentaren är fastställd', en: 'The comment is frozen' },
  'deviation/unknown': { status: 404, sv: 'Avvikelsen finns inte', en: 'There is no such deviation' },
  'collector/unknown': { status: 404, sv: 'Hämtningen finns inte', en: 'There is no such collector' },
  'collector/running': { status: 409, sv: 'Hämtningen pågår', en: 'The collector is running' },
  'collector/closing': { status: 503, sv: 'Tjänsten avslutas', en: 'The service is about to end' },
  'alert/unknown': { status: 404, sv: 'Larmet finns inte', en: 'There is no such alert' },
  'access/token-required': { status: 401, sv: 'Behörighet krävs', en: 'A token is required' },
  'access/token-unknown': { status: 401, sv: 'Behörigheten är okänd', en: 'The token is unknown' },
  'access/token-expired': { status: 401, sv: 'Behörigheten har gått ut', en: 'The token has expired' },
  'access/foreign-page': {
    status: 403,
    sv: 'Anropet kom från en annan sida',
    en: 'The call came from another page',
  },
  'access/provider-unavailable': {
    status: 503,
    sv: 'Id-portalen svarar inte',
    en: 'The id-portal does not answer',
  },
  'request/method': { status: 405, sv: 'Metoden går inte här', en: 'The method is not allowed' },
  'request/too-many': { status: 429, sv: 'För många anrop', en: 'Too many calls' },
  'request/too-large': { status: 413, sv: 'Anropet är för stort', en: 'The request is too large' },
  'access/denied': { status: 403, sv: 'Behörigheten räcker inte', en: 'Access is denied' },
  'request/unknown-path': { status: 404, sv: 'Sidan finns inte', en: 'There is no such page' },
  'catalogue/unknown': { status: 404, sv: 'Finns inte i katalogen', en: 'Not in the catalogue' },
  'link/unknown': { status: 401, sv: 'Länken är okänd', en: 'The link is unknown' },
  'link/expired': { status: 401, sv: 'Länken har gått ut', en: 'The link has expired' },
  'link/revoked': { status: 401, sv: 'Länken är tillbakadragen', en: 'The link is revoked' },
  'link/other-slice': { status: 422, sv: 'Länken gäller något annat', en: 'The link is for something else' },
  'status/unknown-message': { status: 404, sv: 'Meddelandet finns inte', en: 'There is no such message' },
  'survey/unknown-wave': { status: 404, sv: 'Omgången finns inte', en: 'There is no such wave' },
  'survey/no-wave': { status: 409, sv: 'Ingen omgång öppnades', en: 'No wave was opened' },
  'survey/not-open': { status: 409, sv: 'Omgången tar inte emot det', en: 'The wave does not take it' },
  'upload/unknown': { status: 404, sv: 'Leveransen finns inte', en: 'There is no such upload' },
  'upload/no-file': { status: 400, sv: 'Filen saknas', en: 'The file is missing' },
  'upload/several-files': { status: 400, sv: 'Flera filer på en gång', en: 'Several files at once' },
  'upload/malformed-form': { status: 400, sv: 'Formuläret kom inte helt fram', en: 'The form is malformed' },
  'upload/too-large': { status: 413, sv: 'Filen är för stor', en: 'The file is too large' },
  'upload/replaced-since': { status: 409, sv: 'Något nyare är inlämnat', en: 'Something newer is there' },
  'upload/changed-meanwhile': {
    status: 409,
    sv: 'Någon annan hann före',
    en: 'Somebody else was first',
  },
  'upload/nothing-owed': { status: 409, sv: 'Ingenting väntas', en: 'Nothing is waited for' },
  'upload/already-stored': { status: 409, sv: 'Uppgifter är lagrade', en: 'Figures are stored' },
  'upload/needs-file': { status: 409, sv: 'En fil behövs', en: 'A file is needed' },
  'upload/stalled': { status: 408, sv: 'Filen kom inte fram', en: 'The file did not arrive' },
  'upload/busy': { status: 503, sv: 'Många filer väntar', en: 'Many files are waiting' },
  'upload/refused': { status: 422, sv: 'Filen togs inte emot', en: 'The file was refused' },
  'samples/busy': { status: 503, sv: 'Många mätpunkter väntar', en: 'Many samples are waiting' },
  'samples/refused': { status: 422, sv: 'Mätpunkterna togs inte emot', en: 'The samples were refused' },
  'request/media-type': { status: 415, sv: 'Formatet stöds inte', en: 'Unsupported media type' },
  'monitor/not-ready': { status: 503, sv: 'Tjänsten är inte redo', en: 'The service is not ready' },
  'monitor/leaving': { status: 503, sv: 'Tjänsten avslutas', en: 'The service is about to end' },
  'monitor/store-unavailable': { status: 503, sv: 'Lagringen svarar inte', en: 'The store does not answer' },
  'monitor/internal': { status: 500, sv: 'Något gick fel hos oss', en: 'Something went wrong here' },
} as const satisfies Record<string, LocalizedText & { status: number }>;

/** The stable codes of the API's errors. */
export type ProblemCode = keyof typeof TITLES;

/** An answer that is not what was asked for, as RFC 9457 problem details; `more` is added beside the standard members. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: LocalizedText,
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail.en);
    this.name = 'Problem';
  }

  get status(): number {
    return TITLES[this.code].status;
  }

  /** The body of the answer, in the reader's language. */
  details(language: keyof LocalizedText): Record<string, unknown> {
    return {
      type: `urn:perspektiv:problem:${this.code.replace('/', ':')}`,
      title: TITLES[this.code][language],
      status: this.status,
      detail: this.detail[language],
      code: this.code,
      ...this.more,
    };
  }
}
