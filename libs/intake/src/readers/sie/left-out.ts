import { type Language } from '#core';
import { type Fault, type ProblemCode, fileFault } from '../../problem-codes.js';
import { numberText } from '../../number-text.js';
import { type MonthEntry } from './month-entries.js';
import { type SieLedger } from './sie-ledger.js';

type Kind = 'actual' | 'budget';

/** Sums of what was left out under one name, in hundredths. */
interface Sums {
  readonly line: number;
  actual: number;
  budget: number;
}

/**
 * What of a ledger does not become rows, with its sums: nothing disappears without being told. Balance accounts and income
 * (classes 1–3 of every Swedish chart of accounts) are no costs and are passed over.
 */
export class LeftOut {
  private readonly unmapped = new Map<string, Sums>();
  private readonly notIt = new Map<string, Sums>();
  private readonly costCentres = new Map<string, Sums>();
  private readonly months = new Set<string>();

  constructor(
    private readonly ledger: SieLedger,
    private readonly language: Language,
  ) {}

  /** An account that the map does not make an IT cost; `isKnown`: it says so itself. */
  account(entry: MonthEntry, { kind, isKnown }: { readonly kind: Kind; readonly isKnown: boolean }): void {
    if (isKnown) add(this.notIt, 'all', { entry, kind });
    else if (!/^[123]/.test(entry.account)) add(this.unmapped, entry.account, { entry, kind });
  }

  /** An IT cost that is nobody's; the empty name is for what has no cost centre. */
  costCentre(entry: MonthEntry, kind: Kind): void {
    add(this.costCentres, entry.costCentre ?? '', { entry, kind });
  }

  /** A month outside the period that the file is handed in for. */
  month({ month }: MonthEntry): void {
    this.months.add(month);
  }

  remarks(): Fault[] {
    const { ledger } = this;
    const unmapped = [...this.unmapped].map(([account, sums]) =>
      this.fault('unmapped-account', sums, { account, name: ledger.accountNames.get(account) ?? '' }),
    );
    const costCentres = [...this.costCentres].map(([costCentre, sums]) =>
      costCentre === ''
        ? this.fault('no-cost-centre', sums, {})
        : this.fault('unmapped-cost-centre', sums, { costCentre }),
    );
    const notIt = [...this.notIt.values()].map((sums) => ({
      ...this.fault('accounts-not-it', sums, {}),
      row: null,
    }));
    const months = [...this.months].sort().join(', ');
    const outside = months === '' ? [] : [fileFault('months-outside-claimed', { months })];
    const years = ledger.otherYears === 0 ? [] : [fileFault('other-years', { count: ledger.otherYears })];
    return [...outside, ...years, ...notIt, ...unmapped, ...costCentres];
  }

  private fault(
    code: ProblemCode,
    { line, actual, budget }: Sums,
    details: Readonly<Record<string, string>>,
  ): Fault {
    const inKronor = (ore: number): string => numberText(ore / 100, this.language);
    const sums = { actual: inKronor(actual), budget: inKronor(budget) };
    const value = details.account ?? details.costCentre ?? null;
    return { code, details: { ...details, ...sums }, row: line, column: null, value };
  }
}

function add(
  sums: Map<string, Sums>,
  name: string,
  { entry, kind }: { readonly entry: MonthEntry; readonly kind: Kind },
): void {
  const held = sums.get(name) ?? { line: entry.line, actual: 0, budget: 0 };
  held[kind] += entry.ore;
  sums.set(name, held);
}
