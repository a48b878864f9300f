import { type Problems } from './problem.js';

/** What is said of ledgers (SIE). */
export const LEDGER_PROBLEMS = {
  'read-as-sie': {
    severity: 'notice',
    sv: {
      message:
        'Läst som huvudbok (SIE typ {type}): {company}, räkenskapsår {year}, månadernas belopp ur {records}, teckenkodning {encoding}.',
      hint: 'Kontrollera att det är rätt företag och år.',
    },
    en: {
      message:
        'Read as a ledger (SIE type {type}): {company}, accounting year {year}, the months’ amounts from {records}, encoding {encoding}.',
      hint: 'Check that it is the right company and year.',
    },
  },
  'sie-only-cost': {
    severity: 'error',
    sv: {
      message: 'Filen är en huvudbok (SIE) och kan bara lämnas som it-kostnader.',
      hint: 'Välj datamängden It-kostnader (cost).',
    },
    en: {
      message: 'The file is a ledger (SIE) and can be handed in as IT costs only.',
      hint: 'Choose the data set IT costs (cost).',
    },
  },
  'sie-truncated': {
    severity: 'error',
    sv: {
      message: 'Filen är avkortad: dess slut saknas.',
      hint: 'Ta ut SIE-filen på nytt ur ekonomisystemet och kontrollera att hela filen följer med.',
    },
    en: {
      message: 'The file is cut short: its end is missing.',
      hint: 'Export the SIE file again and check that all of it comes along.',
    },
  },
  'sie-without-months': {
    severity: 'error',
    sv: {
      message: 'Filen har inga belopp per månad.',
      hint: 'Ta ut en SIE-fil av typ 2, 3 eller 4. Typ 1 har bara årets summor.',
    },
    en: {
      message: 'The file has no amounts by month.',
      hint: 'Export a SIE file of type 2, 3 or 4. Type 1 has the sums of the year only.',
    },
  },
  'sie-for-import': {
    severity: 'warning',
    sv: {
      message:
        'Filen är en bokföringsorder (SIE typ 4I) och har bara sina egna verifikationer, inte hela huvudboken.',
      hint: 'Ta i stället ut en SIE-fil av typ 2, 3 eller 4E om det är hela kostnaden som ska lämnas.',
    },
    en: {
      message:
        'The file is for import into a ledger (SIE type 4I) and has its own vouchers only, not the ledger.',
      hint: 'Export a SIE file of type 2, 3 or 4E if all costs are to be handed in.',
    },
  },
  'no-account-map': {
    severity: 'error',
    sv: {
      message: 'Ingen kontomappning gäller för {month}, så kontona kan inte läsas som it-kostnader.',
      hint: 'Be uppföljningsgruppen att lägga till en i config/accounts/.',
    },
    en: {
      message: 'No account map is in force for {month}, so the accounts cannot be read as IT costs.',
      hint: 'Ask the follow-up team to add one to config/accounts/.',
    },
  },
  'unmapped-account': {
    severity: 'warning',
    sv: {
      message:
        'Konto {account} {name} räknas inte: mappningen säger inte vad som köps på det. Utfall {actual} kr, budget {budget} kr.',
      hint: 'Är det en it-kostnad, be uppföljningsgruppen att lägga till kontot i config/accounts/ och lämna filen igen.',
    },
    en: {
      message:
        'Account {account} {name} is not counted: the map does not say what is bought on it. Actual SEK {actual}, budget SEK {budget}.',
      hint: 'If it is an IT cost, ask the follow-up team to add the account to config/accounts/ and hand the file in again.',
    },
  },
  'unmapped-cost-centre': {
    severity: 'warning',
    sv: {
      message:
        'It-kostnader på kostnadsställe {costCentre} räknas inte: det hör inte till någon känd enhet. Utfall {actual} kr, budget {budget} kr.',
      hint: 'Be uppföljningsgruppen att lägga till kostnadsstället i config/accounts/ om det är en enhets.',
    },
    en: {
      message:
        'IT costs of cost centre {costCentre} are not counted: it belongs to no known unit. Actual SEK {actual}, budget SEK {budget}.',
      hint: 'Ask the follow-up team to add the cost centre to config/accounts/ if it is a unit’s.',
    },
  },
  'no-cost-centre': {
    severity: 'warning',
    sv: {
      message:
        'It-kostnader utan kostnadsställe räknas inte: det går inte att se vilken enhet de hör till. Utfall {actual} kr, budget {budget} kr.',
      hint: 'Kontera dem på ett kostnadsställe, eller lämna dem i en egen fil.',
    },
    en: {
      message:
        'IT costs without a cost centre are not counted: nobody can tell which unit’s they are. Actual SEK {actual}, budget SEK {budget}.',
      hint: 'Book them on a cost centre, or hand them in in a file of their own.',
    },
  },
  'accounts-not-it': {
    severity: 'notice',
    sv: {
      message:
        'Konton som enligt mappningen inte är it lämnades utanför. Utfall {actual} kr, budget {budget} kr.',
      hint: 'Inget behöver göras.',
    },
    en: {
      message:
        'Accounts that the map knows not to be IT were left out. Actual SEK {actual}, budget SEK {budget}.',
      hint: 'Nothing needs to be done.',
    },
  },
  'months-outside-claimed': {
    severity: 'notice',
    sv: {
      message: 'Månader utanför den period som inlämningen gäller lämnades utanför: {months}.',
      hint: 'Inget behöver göras.',
    },
    en: {
      message: 'Months outside the period that the file is handed in for were left out: {months}.',
      hint: 'Nothing needs to be done.',
    },
  },
  'other-years': {
    severity: 'notice',
    sv: {
      message: 'Belopp från andra räkenskapsår lämnades utanför: {count}.',
      hint: 'Inget behöver göras. Ett tidigare år lämnas med sin egen SIE-fil.',
    },
    en: {
      message: 'Amounts of other accounting years were left out: {count}.',
      hint: 'Nothing needs to be done. An earlier year is handed in with its own SIE file.',
    },
  },
  'months-differ-from-year': {
    severity: 'warning',
    sv: {
      message:
        'Månaderna summerar inte till årets saldo på {count} konton, bland dem {account}: {months} kr mot {year} kr (#RES).',
      hint: 'Kontrollera att alla perioder kom med när filen togs ut.',
    },
    en: {
      message:
        'The months do not add up to the year’s balance on {count} accounts, {account} among them: SEK {months} against SEK {year} (#RES).',
      hint: 'Check that all periods came along when the file was exported.',
    },
  },
} as const satisfies Problems;
