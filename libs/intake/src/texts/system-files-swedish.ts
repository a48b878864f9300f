import { type SystemFileTexts } from './problem-text.js';

/** What is said of ledgers, bills and survey exports. */
export const SWEDISH_SYSTEM_FILES: SystemFileTexts = {
  'currency-not-sek': {
    message: 'Beloppen är i {value}, men kostnader lämnas i svenska kronor.',
    hint: 'Räkna om beloppen till SEK, eller låt leverantören fakturera i SEK.',
  },
  'read-as-sie': {
    message:
      'Läst som huvudbok (SIE typ {type}): {company}, räkenskapsår {year}, månadernas belopp ur {records}, teckenkodning {encoding}.',
    hint: 'Kontrollera att det är rätt företag och år.',
  },
  'sie-only-cost': {
    message: 'Filen är en huvudbok (SIE) och kan bara lämnas som it-kostnader.',
    hint: 'Välj datamängden It-kostnader (cost).',
  },
  'sie-truncated': {
    message: 'Filen är avkortad: dess slut saknas.',
    hint: 'Ta ut SIE-filen på nytt ur ekonomisystemet och kontrollera att hela filen följer med.',
  },
  'sie-without-months': {
    message: 'Filen har inga belopp per månad.',
    hint: 'Ta ut en SIE-fil av typ 2, 3 eller 4. Typ 1 har bara årets summor.',
  },
  'sie-for-import': {
    message:
      'Filen är en bokföringsorder (SIE typ 4I) och har bara sina egna verifikationer, inte hela huvudboken.',
    hint: 'Ta i stället ut en SIE-fil av typ 2, 3 eller 4E om det är hela kostnaden som ska lämnas.',
  },
  'no-account-map': {
    message: 'Ingen kontomappning gäller för {month}, så kontona kan inte läsas som it-kostnader.',
    hint: 'Be uppföljningsgruppen att lägga till en i config/accounts/.',
  },
  'unmapped-account': {
    message:
      'Konto {account} {name} räknas inte: mappningen säger inte vad som köps på det. Utfall {actual} kr, budget {budget} kr.',
    hint: 'Är det en it-kostnad, be uppföljningsgruppen att lägga till kontot i config/accounts/ och lämna filen igen.',
  },
  'unmapped-cost-centre': {
    message:
      'It-kostnader på kostnadsställe {costCentre} räknas inte: det hör inte till någon känd enhet. Utfall {actual} kr, budget {budget} kr.',
    hint: 'Be uppföljningsgruppen att lägga till kostnadsstället i config/accounts/ om det är en enhets.',
  },
  'no-cost-centre': {
    message:
      'It-kostnader utan kostnadsställe räknas inte: det går inte att se vilken enhet de hör till. Utfall {actual} kr, budget {budget} kr.',
    hint: 'Kontera dem på ett kostnadsställe, eller lämna dem i en egen fil.',
  },
  'accounts-not-it': {
    message:
      'Konton som enligt mappningen inte är it lämnades utanför. Utfall {actual} kr, budget {budget} kr.',
    hint: 'Inget behöver göras.',
  },
  'months-outside-claimed': {
    message: 'Månader utanför den period som inlämningen gäller lämnades utanför: {months}.',
    hint: 'Inget behöver göras.',
  },
  'other-years': {
    message: 'Belopp från andra räkenskapsår lämnades utanför: {count}.',
    hint: 'Inget behöver göras. Ett tidigare år lämnas med sin egen SIE-fil.',
  },
  'months-differ-from-year': {
    message:
      'Månaderna summerar inte till årets saldo på {count} konton, bland dem {account}: {months} kr mot {year} kr (#RES).',
    hint: 'Kontrollera att alla perioder kom med när filen togs ut.',
  },
  'read-as-focus': {
    message:
      'Läst som molnfaktura (FOCUS): {lines} rader summerade till {rows} per månad, enhet och tjänst. Beloppet är {cost}.',
    hint: 'Kontrollera summan i rapporten mot fakturan.',
  },
  'tax-left-out': {
    message: 'Rader med skatt lämnades utanför: {count}, summa {sum} kr.',
    hint: 'Inget behöver göras; kostnader lämnas utan moms.',
  },
  'read-as-limesurvey': {
    message: 'Läst som enkätsvar ur LimeSurvey enligt ”{map}”. Fullständiga svar: {count}.',
    hint: 'Bara antal per svar, fråga och enhet har lästs; inget annat ur svaren finns kvar.',
  },
  'incomplete-answers': {
    message: 'Ofullständiga svar, som aldrig skickades in, räknas inte: {count}.',
    hint: 'Inget behöver göras.',
  },
  'columns-never-read': {
    message: 'Kolumner som inte hör till enkätens frågor lästes aldrig: {count}.',
    hint: 'Inget behöver göras. Ta gärna bort personuppgifter och fritext redan när svaren exporteras.',
  },
  'no-survey-map': {
    message: 'Ingen fråga i filen är känd, så svaren kan inte läsas.',
    hint: 'Kända enkäter: {known}. Be uppföljningsgruppen att lägga till enkäten i config/surveys/.',
  },
  'no-survey-answers': {
    message: 'Filen har inga fullständiga svar.',
    hint: 'Exportera svaren på nytt när enkäten har besvarats.',
  },
  'survey-questions-missing': {
    message: 'Frågor i enkäten ”{map}” saknas i filen: {codes}.',
    hint: 'Exportera alla frågor, om de har ställts.',
  },
  'answers-not-understood': {
    message: '{count} svar på ”{column}” ligger inte på skalan {minimum}–{maximum} och kan inte räknas.',
    hint: 'Exportera svarskoder i stället för svarstexter, eller be uppföljningsgruppen att lägga till svaren i config/surveys/.',
  },
  'answers-of-no-unit': {
    message: '{count} svar räknas inte: de hör inte till någon känd enhet.',
    hint: 'Lämna in som den enhet som enkäten gäller, eller be uppföljningsgruppen att ange enheten i config/surveys/.',
  },
  'answers-of-no-wave': {
    message:
      '{count} svar räknas inte: de saknar dag för inskick, så det går inte att se vilken omgång de hör till.',
    hint: 'Ange vilken period inlämningen gäller.',
  },
};
