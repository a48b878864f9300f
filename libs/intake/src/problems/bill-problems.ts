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
} as const satisfies Problems;
