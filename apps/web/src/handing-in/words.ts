import { type DeliveryStanding, type UploadProblem, formatCount } from '#core';

/** The words of the page where uppgifter are handed in; what is said of a file comes from the API. */

export const STANDING_WORDS: Record<DeliveryStanding, string> = {
  delivered: 'Inlämnad',
  late: 'Inlämnad för sent',
  'not-applicable': 'Ej aktuellt',
  due: 'Väntas',
  missing: 'Saknas',
};

export const SEVERITY_WORDS: Record<UploadProblem['severity'], string> = {
  error: 'Fel',
  warning: 'Varning',
  notice: 'Upplysning',
};

/** As the name of a choice among many. */
export const SEVERITY_PLURALS: Record<UploadProblem['severity'], string> = {
  error: 'Fel',
  warning: 'Varningar',
  notice: 'Upplysningar',
};

export const HANDING_IN = {
  title: 'Lämna uppgifter',
  guide: 'Handledning: så lämnar du uppgifter',
  intro:
    'Släpp filen, se vad som skulle lagras och vad som behöver rättas, och lämna in när allt stämmer. Ingenting lagras förrän du lämnar in.',
  // Signing in
  signInIntro: 'Uppgifter lämnas av den som har fått en behörighet av stadens uppföljningsgrupp.',
  noUnits: 'Du kan inte lämna uppgifter med den här behörigheten',
  noUnitsDetail:
    'Den gäller inte för någon nämnd eller något bolag. Be uppföljningsgruppen om en som gör det.',
  // What is owed
  owed: 'Det här ska lämnas',
  owedShown: 'Visa',
  missing: 'Saknas',
  due: 'Väntas',
  handedIn: 'Inlämnat',
  all: 'Alla',
  dataset: 'Datamängd',
  unit: 'Enhet',
  period: 'Period',
  dueDate: 'Senast',
  standing: 'Läge',
  template: 'Mall',
  handInThis: 'Lämna',
  notOurs: 'Gäller inte oss',
  notOursExplained:
    'Uppgiften räknas då varken som väntad eller som saknad, bara för den här perioden. Säg det bara när frågan inte gäller er: är talet noll lämnar ni noll. Det syns i historiken, och går att ångra.',
  confirmNotOurs: 'Det gäller inte oss',
  notOursSaid: 'Det är noterat att uppgiften inte gäller er.',
  nothingOwed: 'Ingenting ska lämnas för perioden.',
  nothingMissing: 'Allt som skulle ha lämnats är inlämnat.',
  nothingDue: 'Ingenting mer väntas för perioden.',
  nothingHandedIn: 'Ingenting är inlämnat för perioden ännu.',
  loadingOwed: 'Hämtar vad som ska lämnas …',
  // Choosing a file
  file: 'Lämna en fil',
  drop: 'Släpp filen här',
  orChoose: 'eller välj den',
  chooseFile: 'Välj fil',
  changeFile: 'Byt fil',
  fileKinds: 'Excel (xlsx), CSV, SIE, text eller JSON, högst 64\u00a0MiB',
  chosenFile: 'Vald fil',
  chooseDataset: 'Välj datamängd …',
  guessed: 'Känns igen på filen. Ändra om det är fel.',
  claimedPeriod: 'Bara för perioden',
  anyPeriod: 'Perioderna som står i filen',
  claimedPeriodHint: 'Väljer du en period avvisas rader utanför den.',
  check: 'Kontrollera filen',
  checkAgain: 'Kontrollera igen',
  fileMissing: 'Välj en fil först.',
  datasetMissing: 'Välj vilken datamängd filen innehåller.',
  tooLarge: 'Filen är större än 64 MiB. Dela upp den, till exempel en fil per kvartal.',
  sending: 'Skickar filen',
  checking: 'Filen kontrolleras …',
  storing: 'Uppgifterna lagras …',
  cancel: 'Avbryt',
  stale: 'Filen har ändrats sedan du valde den',
  staleDetail: 'Har du rättat och sparat den? Välj den igen, så kontrolleras den nya.',
  notSent: 'Filen kom inte fram',
  notSentDetail: 'Ingenting lagrades. Filen är fortfarande vald: kontrollera förbindelsen och försök igen.',
  maybeStored:
    'Svaret kom inte fram, så vi vet inte om filen lagrades. Lämna in igen: samma fil lagras aldrig två gånger.',
  // The report
  report: 'Kontrollens resultat',
  accepted: 'Filen kan lämnas in',
  acceptedWithWarnings: 'Filen kan lämnas in, men titta på varningarna',
  refused: 'Filen behöver rättas',
  refusedDetail: 'Ingenting är lagrat. Rätta felen i filen, spara den och välj den igen.',
  commit: 'Lämna in',
  newFile: 'Ny fil',
  correctedFile: 'Välj rättad fil',
  wouldStore: 'Det här lagras när du lämnar in',
  couldRead: 'Det som gick att läsa',
  rows: 'Rader',
  total: 'Summa',
  before: 'Lagrat nu',
  beforeThen: 'Lagrat förut',
  difference: 'Skillnad',
  isNew: 'nytt',
  scorecardOf: 'Se styrkortet för',
  unchanged: 'oförändrat',
  inTheFile: 'Så står det i filen',
  row: 'Rad',
  problems: 'Att titta på',
  wholeFile: 'Hela filen',
  emptyCell: 'tom cell',
  remedy: 'Gör så här:',
  noProblems: 'Inga fel, varningar eller upplysningar.',
  // The receipt
  receipt: 'Kvitto',
  stored: 'Uppgifterna är inlämnade',
  known: 'Filen var redan inlämnad: det här är det första kvittot.',
  receiptId: 'Kvittonummer',
  receivedAt: 'Inlämnad',
  by: 'Av',
  fileName: 'Fil',
  checksum: 'SHA-256',
  print: 'Skriv ut kvittot',
  receiptPage: 'Öppna kvittot',
  backToWork: 'Tillbaka till Lämna uppgifter',
  loadingReceipt: 'Hämtar kvittot …',
  reverts: 'Tar tillbaka',
  // Taking back
  revert: 'Återställ …',
  revertHeading: 'Återställ det som fanns före',
  revertExplained:
    'Det som gällde före den här leveransen gäller igen, för alla dess enheter och perioder. Leveransen finns kvar i historiken.',
  wouldHoldAgain: 'Det här gäller igen',
  holdsNow: 'Gäller nu',
  confirmRevert: 'Återställ',
  keepAsIs: 'Låt vara',
  checkingRevert: 'Undersöker vad som skulle gälla igen …',
  reverting: 'Återställer …',
  reverted: 'Återställt: det som fanns före gäller igen.',
  // History of a slice
  versions: 'Historik',
  version: 'Version',
  loadingVersions: 'Hämtar historiken …',
  currentVersion: 'gäller',
  tookBack: 'återställning',
  // Links
  makeLink: 'Skapa länk',
  link: 'Länk',
  linkHeading: 'Länk för den som ska lämna',
  linkExplained:
    'Den som har länken kan lämna just detta, och ingenting annat, till och med sista dagen. Skicka den bara till den som ska ha den.',
  linkTo: 'Vem den är till',
  linkToHint: 'Namn eller funktion. Står på kvittot.',
  linkUntil: 'Sista dag',
  linkToMissing: 'Skriv vem länken är till.',
  linkMade: 'Länken är klar. Den visas bara nu, så kopiera den.',
  linkAddress: 'Länk',
  copy: 'Kopiera',
  copied: 'Länken är kopierad.',
  close: 'Stäng',
  links: 'Länkar',
  linkMadeBy: 'Skapad',
  linkGood: 'Gäller till och med',
  linkOver: 'Har gått ut',
  linkRevoked: 'Tillbakadragen',
  revokeLink: 'Dra tillbaka',
  openingLink: 'Öppnar länken …',
  linkIntro: 'Du har fått en länk för att lämna just detta. Den kan inte användas till något annat.',
  linkCannotOpen: 'Länken går inte att öppna',
  // History
  history: 'Tidigare leveranser',
  noHistory: 'Inget är inlämnat ännu.',
  loadingHistory: 'Hämtar tidigare leveranser …',
  more: 'Visa fler',
} as const;

/** `3 fel`, `1 varning`, `2 upplysningar`. */
export function severityCountWords(severity: UploadProblem['severity'], count: number): string {
  const word = count === 1 ? SEVERITY_WORDS[severity] : SEVERITY_PLURALS[severity];
  return `${formatCount(count)} ${word.toLowerCase()}`;
}

/** `1 rad`, `1 200 rader`. */
export function rowWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'rad' : 'rader'}`;
}

/** `1 ställe`, `12 ställen`. */
export function placeWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'ställe' : 'ställen'}`;
}

/** `Kolumnen ”Kanal”` */
export function columnWords(column: string): string {
  return `Kolumnen ”${column}”`;
}

/** `Rad 12` */
export function rowPlace(row: number): string {
  return `Rad ${formatCount(row)}`;
}

/** What the report counts beyond those that it lists. */
export function notListedWords(count: number): string {
  return `${formatCount(count)} till listas inte. Rätta de här och kontrollera igen.`;
}

/** A button that draws the rest of a long list. */
export function showMoreWords(count: number): string {
  return `Visa ${formatCount(count)} till`;
}

/** How much of a file has been sent, 0–1. */
export function sentWords(share: number): string {
  return `${HANDING_IN.sending}: ${Math.floor(share * 100)} %`;
}

/** `1 enhet`, `44 enheter`. */
export function unitWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'enhet' : 'enheter'}`;
}

/** `1 period`, `3 perioder`. */
export function periodWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'period' : 'perioder'}`;
}

/** Whom a receipt names where somebody handed in with a link. */
export function linkHolderWords(to: string): string {
  return `Länk till ${to}`;
}

/** Until when a link is good, and from whom it is. */
export function linkUntilWords(day: string): string {
  return `Länken gäller till och med ${day}.`;
}
