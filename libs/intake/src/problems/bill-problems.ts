import { type Problems } from './problem.js';

/** What is said of bills of cloud services (FOCUS). */
export const BILL_PROBLEMS = {
  'currency-not-sek': {
    severity: 'error',
    sv: {
      message: 'Beloppen är inte i svenska kronor: {value}.',
      hint: 'Räkna om beloppen till SEK, eller låt leverantören fakturera i SEK.',
    },
    en: {
      message: 'The amounts are not in Swedish kronor: {value}.',
      hint: 'Convert the amounts to SEK, or let the supplier bill in SEK.',
    },
  },
  'read-as-focus': {
    severity: 'notice',
    sv: {
      message:
        'Läst som molnfaktura (FOCUS): {lines} rader summerade till {rows} per månad, enhet och tjänst. Beloppet är {cost}.',
      hint: 'Kontrollera summan i rapporten mot fakturan.',
    },
    en: {
      message:
        'Read as a bill of cloud services (FOCUS): {lines} lines added up to {rows} by month, unit and service. The amount is {cost}.',
      hint: 'Check the total in the report against the invoice.',
    },
  },
  'tax-left-out': {
    severity: 'notice',
    sv: {
      message: 'Rader med skatt lämnades utanför: {count}, summa {sum} kr.',
      hint: 'Inget behöver göras; kostnader lämnas utan moms.',
    },
    en: {
      message: 'Lines of tax were left out: {count}, SEK {sum} in all.',
      hint: 'Nothing needs to be done; costs are handed in without VAT.',
    },
  },
  'focus-rounded': {
    severity: 'notice',
    sv: {
      message: 'Beloppen lagras i hela ören. Skillnaden mot fakturans summa är {difference} kr.',
      hint: 'Inget behöver göras.',
    },
    en: {
      message: 'Amounts are stored in whole öre. The difference from the bill’s total is SEK {difference}.',
      hint: 'Nothing needs to be done.',
    },
  },
  'focus-long-period': {
    severity: 'warning',
    sv: {
      message:
        'Rader vars faktureringsperiod är längre än en månad: {count}, summa {sum} kr. Hela kostnaden räknas i periodens första månad.',
      hint: 'Gäller kostnaden flera månader, be leverantören om en fil per månad, eller lämna den fördelad i en tabell.',
    },
    en: {
      message:
        'Lines whose billing period is longer than a month: {count}, SEK {sum} in all. All of the cost counts in the period’s first month.',
      hint: 'If the cost is of several months, ask the supplier for a file of each month, or hand it in divided in a table.',
    },
  },
  'tags-not-read': {
    severity: 'warning',
    sv: {
      message:
        'Rader vars taggar inte kan läsas: {count}, summa {sum} kr. Kostnaden räknas, utan system och projekt.',
      hint: 'Taggar i en FOCUS-fil är ett JSON-objekt, till exempel {"system": "bygglov"}. Exportera filen på nytt.',
    },
    en: {
      message:
        'Lines whose tags cannot be read: {count}, SEK {sum} in all. The cost counts, without system and project.',
      hint: 'Tags in a FOCUS file are a JSON object, such as {"system": "bygglov"}. Export the file again.',
    },
  },
  'tag-unknown-project': {
    severity: 'warning',
    sv: {
      message:
        'Taggen för projekt, ”{value}”, är inget projekt här. Rader: {lines}, summa {sum} kr. Kostnaden räknas, utan projekt.',
      hint: 'Ska kostnaden höra till ett av stadens projekt, rätta taggen i molntjänsten eller lägg till projektet i katalogen.',
    },
    en: {
      message:
        'The tag for a project, “{value}”, is no project here. Lines: {lines}, SEK {sum} in all. The cost counts, without a project.',
      hint: 'If the cost belongs to one of the city’s projects, correct the tag at the supplier, or add the project to the catalogue.',
    },
  },
  'tag-unknown-system': {
    severity: 'warning',
    sv: {
      message:
        'Taggen för system, ”{value}”, är inget system här. Rader: {lines}, summa {sum} kr. Kostnaden räknas, utan system.',
      hint: 'Ska kostnaden höra till ett av stadens system, rätta taggen i molntjänsten eller lägg till systemet i katalogen.',
    },
    en: {
      message:
        'The tag for a system, “{value}”, is no system here. Lines: {lines}, SEK {sum} in all. The cost counts, without a system.',
      hint: 'If the cost belongs to one of the city’s systems, correct the tag at the supplier, or add the system to the catalogue.',
    },
  },
} as const satisfies Problems;
