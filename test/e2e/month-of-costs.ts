import { Period } from '#core';
import { type SentFile } from './hand-in-trip.js';

/** A whole month of it costs as Swedish programs write it: the ledger, salaries, and the bill of cloud services. */
export class MonthOfCosts {
  readonly month = Period.at('month', Date.now()).previous();

  constructor(private readonly unit: string) {}

  /** As ledger programs export it: SIE 4, code page 437, a voucher and the balances of the year. */
  ledger(sek: number, fileName = 'huvudbok.se'): SentFile {
    const day = this.month.firstDay.replaceAll('-', '');
    const { year } = this.month;
    const amount = sek.toFixed(2);
    const lines = [
      '#FLAGGA 0',
      '#PROGRAM "Ekonomisystemet" 2026.1',
      '#FORMAT PC8',
      `#GEN ${day}`,
      '#SIETYP 4',
      '#FNAMN "F\u0094rs\u0084kring"',
      `#RAR 0 ${year}0101 ${year}1231`,
      '#KONTO 1930 "Bank"',
      '#KONTO 6810 "Tele och n\u0084t"',
      '#UB 0 1930 -' + amount,
      `#RES 0 6810 ${amount}`,
      `#VER A 17 ${day} "N\u0084t, m\u0086nad"`,
      '{',
      `#TRANS 6810 {} ${amount}`,
      `#TRANS 1930 {} -${amount}`,
      '}',
    ];
    return {
      name: fileName,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(lines.join('\r\n'), 'latin1'),
    };
  }

  /** As Swedish Excel saves it: Windows-1252, `;`, decimal commas, no-break spaces. */
  salaries(...sek: readonly number[]): SentFile {
    const rows = sek.map((amount, i) =>
      [this.unit, this.month.toString(), swedish(amount), 'Utfall', 'användarstöd', `Lön ${i + 1}`].join(';'),
    );
    const text = ['Enhet;Period;Belopp (kr);Slag;Anskaffningsområde;Beskrivning', ...rows].join('\r\n');
    return { name: 'löner it.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
  }

  /** As suppliers of cloud services send it: FOCUS. */
  cloudBill(...sek: readonly number[]): SentFile {
    const [from, to] = [this.month.firstDay, this.month.next().firstDay];
    const rows = sek.map(
      (amount) => `${amount},SEK,${from}T00:00:00Z,${to}T00:00:00Z,Compute,Servrar,Molnet,Usage`,
    );
    const header =
      'BilledCost,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ServiceCategory,ServiceName,ProviderName,ChargeCategory';
    return { name: 'molnet.csv', mimeType: 'text/csv', buffer: Buffer.from([header, ...rows].join('\n')) };
  }

  /** What costs are held against on the scorecard. */
  operatingCost(sek: number): SentFile {
    const text = `Enhet;Period;Årsarbetare;Verksamhetskostnad\r\n${this.unit};${this.month.toString()};100;${sek}`;
    return { name: 'bastal.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
  }
}

function swedish(amount: number): string {
  return amount.toLocaleString('sv-SE', { minimumFractionDigits: 2 }).replaceAll(/\s/g, '\u00a0');
}
