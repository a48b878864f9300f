import { type ChainFault, type ExportDeliveryState, formatCount } from '#core';

/** What the page of periods and export says. */
export const CLOSING = {
  title: 'Perioder och export',
  intro:
    'Se vad som saknas, fastställ perioden, rätta och fastställ på nytt med skäl, och lämna indikatorerna till ILS.',
  log: 'Logg över ändringar',
  onlyTeam: 'Fastställa, påminna och exportera kan den som har rollen uppföljning.',
  months: 'En månad fastställs inte. Välj kvartal, tertial eller år.',
  loading: 'Hämtar …',
  // How it stands
  standing: 'Läget',
  open: 'Perioden pågår. Den kan fastställas när den är slut.',
  notFrozen: 'Perioden är slut och inte fastställd.',
  agrees: 'Fastställd. Löpande siffror är lika med den senaste utgåvan.',
  differs: 'Fastställd. Löpande siffror skiljer sig från den senaste utgåvan.',
  edition: 'Utgåva',
  frozenAt: 'Fastställd',
  by: 'Av',
  reason: 'Skäl',
  checksum: 'Kontrollsumma',
  original: 'Första utgåvan',
  showScorecard: 'Visa styrkortet',
  // What is missing
  missing: 'Vad som saknas',
  nothingMissing: 'Allt som väntas för perioden har kommit in.',
  unit: 'Enhet',
  what: 'Vad',
  due: 'Senast',
  asked: 'Vem som ombes',
  nobody: 'Ingen är angiven',
  reminded: 'Senast påmind',
  never: 'aldrig',
  remindAll: 'Påminn alla',
  remind: 'Påminn',
  overdue: 'Saknas',
  expected: 'Väntas',
  matrix: 'Leveranser per enhet och datamängd',
  matrixIntro: 'Så många som lämnats av dem som ska lämnas; enheter som saknar mest står först.',
  matrixFile: 'Hämta som CSV',
  nothingOwed: 'Ingenting ska lämnas för perioden.',
  together: 'Tillsammans',
  // Freezing
  freeze: 'Fastställ perioden',
  freezeIntro:
    'Alla styrkort, definitioner, mål och leveranser sparas som de är nu och ändras aldrig. En senare rättelse blir en ny utgåva bredvid.',
  restate: 'Fastställ på nytt',
  restateIntro: 'En ny utgåva läggs bredvid de tidigare, som finns kvar.',
  noDifference: 'Löpande siffror är lika med den senaste utgåvan: det finns inget att fastställa på nytt.',
  preliminary: 'Underlaget är inte komplett',
  ground: 'Underlag',
  perspective: 'Perspektiv',
  completeness: 'Täckningsgrad',
  state: 'Läge',
  isPreliminary: 'Preliminärt',
  isFinal: 'Komplett nog',
  nothingExpected: 'inget underlag väntas',
  why: 'Varför perioden fastställs på nytt',
  whyMissing: 'Skriv ett skäl.',
  freezeButton: 'Fastställ',
  frozen: 'Perioden är fastställd.',
  // Differences
  differences: 'Vad som skiljer i hela staden',
  from: 'Från',
  to: 'Till',
  live: 'Löpande siffror',
  none: 'Ingenting skiljer.',
  subject: 'Vad som bedöms',
  measure: 'Mätetal',
  before: 'Före',
  after: 'Efter',
  absent: 'fanns inte',
  deliveries: 'Leveranser som är andra',
  dataset: 'Datamängd',
  definitions: 'Mätetal som är definierade på annat sätt',
  showMore: 'Visa fler',
  // Correcting
  correct: 'Rätta en fastställd uppgift',
  correctIntro:
    'Lämna en rättad fil. De löpande siffrorna ändras genast; utgåvorna står kvar tills perioden fastställs på nytt.',
  corrected: 'Rättelsen är lagrad. Fastställ perioden på nytt när allt är rättat.',
  // The chain
  chain: 'Kedjan av utgåvor',
  chainIntro: 'Varje utgåva bär en kontrollsumma av sitt innehåll och av utgåvan före.',
  verify: 'Kontrollera kedjan',
  // ILS
  ils: 'Export till ILS',
  ilsIntro: 'Först kontrolleras alla koder. Ingenting skapas förrän allt är rätt.',
  preFlight: 'Kontrollera',
  preFlightOk: 'Kontrollen fann inga fel.',
  fromOpen: 'Perioden är inte fastställd: det här är en provkörning, och det står i varje fil.',
  export: 'Exportera',
  exports: 'Exporter av perioden',
  noExports: 'Perioden är inte exporterad.',
  files: 'Filer',
  deliver: 'Leverera till',
  resend: 'Leverera igen till',
  confirm: 'Mottagaren räknar den',
  reject: 'Mottagaren avvisade den',
  judgement: 'Vad mottagaren svarade',
  noDestination: 'Ingen mottagare är angiven: hämta filerna här och lägg in dem för hand.',
  arrived: 'Kom fram som',
  nextTry: 'Nytt försök',
  toClear: 'Att tömma för hand hos mottagaren',
} as const;

export const CHAIN_FAULT_WORDS: Readonly<Record<ChainFault['fault'], string>> = {
  'content-missing': 'innehållet saknas',
  'content-changed': 'innehållet är inte det som fastställdes',
  'chain-broken': 'följer inte på utgåvan före',
};

export const DELIVERY_STATE_WORDS: Readonly<Record<ExportDeliveryState, string>> = {
  prepared: 'På väg',
  delivered: 'Levererad',
  confirmed: 'Bekräftad av mottagaren',
  rejected: 'Avvisad',
  'needs-manual-action': 'Något ska göras för hand',
};

/** `3 av 40 leveranser saknas, 2 väntas` */
export function missingWords(missing: number, expected: number): string {
  const parts = [
    ...(missing > 0
      ? [`${formatCount(missing)} ${missing === 1 ? 'leverans saknas' : 'leveranser saknas'}`]
      : []),
    ...(expected > 0 ? [`${formatCount(expected)} väntas`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** `3 av 4 lämnade, 1 saknas` */
export function tallyWords(tally: {
  readonly handedIn: number;
  readonly due: number;
  readonly missing: number;
}): string {
  const { handedIn, due, missing } = tally;
  return [
    `${formatCount(handedIn)} av ${formatCount(handedIn + due + missing)} lämnade`,
    ...(missing > 0 ? [`${formatCount(missing)} saknas`] : []),
    ...(due > 0 ? [`${formatCount(due)} väntas`] : []),
  ].join(', ');
}

export function sentWords(sent: number, already: number, failed: number): string {
  const letters = sent === 1 ? '1 brev har gått iväg' : `${sent} brev har gått iväg`;
  return [
    letters,
    ...(already > 0 ? [`${already} är redan påminda i dag`] : []),
    ...(failed > 0 ? [`${failed} kom inte iväg`] : []),
  ].join(', ');
}

/** What must be typed before a period is frozen. */
export function typeWords(period: string): string {
  return `Skriv ${period} för att bekräfta`;
}

export function editionHeading(number: number): string {
  return number === 1 ? CLOSING.original : `Utgåva ${number}, omräknad`;
}

export function chainWords(editions: number): string {
  return editions === 1 ? '1 utgåva, kedjan är hel.' : `${editions} utgåvor, kedjan är hel.`;
}

export function preliminaryWords(below: number): string {
  return `Under ${Math.round(below * 100)} % av underlaget finns för några perspektiv. De märks som preliminära också i utgåvan.`;
}

export function changedWords(measures: number, slices: number): string {
  return `${formatCount(measures)} värden och ${formatCount(slices)} leveranser skiljer sig från den senaste utgåvan.`;
}
