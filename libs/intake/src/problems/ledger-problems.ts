import { type Problems } from './problem.js';

/** What is said of how ledgers (SIE) are read, and of what in them is not counted. */
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
        'Konto {account} räknas inte: mappningen säger inte vad som köps på det. Utfall {actual} kr, budget {budget} kr.',
      hint: 'Är det en it-kostnad, be uppföljningsgruppen att lägga till kontot i config/accounts/ och lämna filen igen.',
    },
    en: {
      message:
        'Account {account} is not counted: the map does not say what is bought on it. Actual SEK {actual}, budget SEK {budget}.',
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
      message:
        'Månader utanför den period som inlämningen gäller lämnades utanför: {months}. It-kostnader där: utfall {actual} kr, budget {budget} kr.',
      hint: 'Inget behöver göras.',
    },
    en: {
      message:
        'Months outside the period that the file is handed in for were left out: {months}. IT costs in them: actual SEK {actual}, budget SEK {budget}.',
      hint: 'Nothing needs to be done.',
    },
  },
  'other-years': {
    severity: 'notice',
    sv: {
      message:
        'Belopp utanför filens räkenskapsår lämnades utanför ({months}). It-kostnader bland dem: utfall {actual} kr, budget {budget} kr.',
      hint: 'Inget behöver göras. Ett tidigare år lämnas med sin egen SIE-fil.',
    },
    en: {
      message:
        'Amounts outside the file’s accounting year were left out ({months}). IT costs among them: actual SEK {actual}, budget SEK {budget}.',
      hint: 'Nothing needs to be done. An earlier year is handed in with its own SIE file.',
    },
  },
  'months-differ-from-year': {
    severity: 'warning',
    sv: {
      message:
        'Månaderna summerar inte till årets saldo (#RES, #UB). It-konton: {count}, bland dem {account}: {months} kr mot {year} kr. Sammanlagt {allMonths} kr mot {allYear} kr. Månaderna räknas.',
      hint: 'Kontrollera att alla perioder kom med när filen togs ut.',
    },
    en: {
      message:
        'The months do not add up to the year’s balance (#RES, #UB). IT accounts: {count}, {account} among them: SEK {months} against SEK {year}. In all SEK {allMonths} against SEK {allYear}. The months count.',
      hint: 'Check that all periods came along when the file was exported.',
    },
  },
  'sie-no-it-cost': {
    severity: 'error',
    sv: {
      message: 'Inget konto i filen är en it-kostnad enligt kontomappningen (config/accounts/{map}.yaml).',
      hint: 'Kontrollera att det är rätt fil. Bokförs it på konton som mappningen inte känner, be uppföljningsgruppen att lägga till dem och lämna filen igen.',
    },
    en: {
      message: 'No account of the file is an IT cost by the account map (config/accounts/{map}.yaml).',
      hint: 'Check that it is the right file. If IT is booked on accounts that the map does not know, ask the follow-up team to add them, and hand the file in again.',
    },
  },
  'sie-nothing-counted': {
    severity: 'error',
    sv: {
      message: 'Filen har it-kostnader, men ingen av dem räknas.',
      hint: 'Varför, och hur mycket, står i anmärkningarna om kostnadsställen, perioder och räkenskapsår.',
    },
    en: {
      message: 'The file has IT costs, but none of them counts.',
      hint: 'Why, and how much, is said in the remarks on cost centres, periods and accounting years.',
    },
  },
  'sie-two-readings': {
    severity: 'warning',
    sv: {
      message:
        'Konto {account} kan läsas på två sätt: {counted} kr om beloppet utan objekt är hela kontots och objekten en fördelning av det, {other} kr om varje krona står en gång. Räknat: {counted} kr.',
      hint: 'Jämför med ekonomisystemet. Ta helst ut filen så att årets saldon (#RES) följer med, så avgör de.',
    },
    en: {
      message:
        'Account {account} can be read in two ways: SEK {counted} if the amount without objects is the whole account’s and the objects divide it, SEK {other} if each krona is there once. Counted: SEK {counted}.',
      hint: 'Compare with the accounting system. If the file is exported with the year’s balances (#RES), these decide.',
    },
  },
  'sie-each-once': {
    severity: 'notice',
    sv: {
      message:
        'På konto {account} står varje krona en gång, fördelad på objekt: {counted} kr, enligt årets saldon (#RES). Beloppet utan objekt är alltså inte hela kontots; då hade det varit {other} kr.',
      hint: 'Inget behöver göras om summan stämmer med ekonomisystemet.',
    },
    en: {
      message:
        'On account {account} each krona is there once, divided by objects: SEK {counted}, by the year’s balances (#RES). So the amount without objects is not the whole account’s; that would be SEK {other}.',
      hint: 'Nothing needs to be done if the sum agrees with the accounting system.',
    },
  },
  'sie-balances-and-vouchers': {
    severity: 'warning',
    sv: {
      message:
        'På konto {account} säger periodsaldona (#PSALDO) och verifikationerna olika: {counted} kr räknas, inte {other} kr.',
      hint: 'Jämför med ekonomisystemet, och ta ut SIE-filen på nytt om summan inte stämmer.',
    },
    en: {
      message:
        'On account {account} the months’ balances (#PSALDO) and the vouchers differ: SEK {counted} counts, not SEK {other}.',
      hint: 'Compare with the accounting system, and export the SIE file again if the sum is not right.',
    },
  },
} as const satisfies Problems;
