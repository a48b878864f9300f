import { type Language } from '#core';
import { numberText } from '../../number-text.js';
import { type Fault, type ProblemCode, fileFault } from '../../problem-codes.js';
import { type LedgerEntry } from './ledger-entries.js';

/** Sums of what was left out under one name, in hundredths. */
interface Sums {
  /** Of the first entry. */
  readonly line: number;
  readonly months: Set<string>;
  entries: number;
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
  private readonly outside = new Map<string, Sums>();
  private readonly otherYears = new Map<string, Sums>();

  constructor(
    private readonly accountNames: ReadonlyMap<string, string>,
    private readonly language: Language,
  ) {}

  /** Whether there are IT costs among it. */
  get holdsItCosts(): boolean {
    return [this.costCentres, this.outside, this.otherYears].some((sums) =>
      [...sums.values()].some(({ entries }) => entries > 0),
    );
  }

  /** An account that the map does not make an IT cost; `isKnown`: it says so itself. */
  account(entry: LedgerEntry, isKnown: boolean): void {
    if (isKnown) add(this.notIt, 'all', entry);
    else if (!/^[123]/.test(entry.account)) add(this.unmapped, entry.account, entry);
  }

  /** An IT cost that is nobody's; the empty name is for what has no cost centre. */
  costCentre(entry: LedgerEntry): void {
    add(this.costCentres, entry.costCentre ?? '', entry);
  }

  /** A month outside the period that the file is handed in for; only IT costs are summed. */
  month(entry: LedgerEntry, isIt: boolean): void {
    add(this.outside, 'all', entry, isIt);
  }

  /** An amount of another year, or of a day outside the current one; only IT costs are summed. */
  year(entry: LedgerEntry, isIt: boolean): void {
    add(this.otherYears, 'all', entry, isIt);
  }

  remarks(): Fault[] {
    return [
      ...[...this.outside.values()].map((sums) => ofFile(this.fault('months-outside-claimed', sums))),
      ...[...this.otherYears.values()].map((sums) => ofFile(this.fault('other-years', sums))),
      ...[...this.notIt.values()].map((sums) => ofFile(this.fault('accounts-not-it', sums))),
      ...[...this.unmapped].map(([account, sums]) => {
        const named = [account, this.accountNames.get(account) ?? ''].join(' ').trim();
        return { ...this.fault('unmapped-account', sums, { account: named }), value: account };
      }),
      ...[...this.costCentres].map(([costCentre, sums]) =>
        costCentre === ''
          ? this.fault('no-cost-centre', sums)
          : { ...this.fault('unmapped-cost-centre', sums, { costCentre }), value: costCentre },
      ),
    ];
  }

  private fault(
    code: ProblemCode,
    { line, months, actual, budget }: Sums,
    details: Readonly<Record<string, string>> = {},
  ): Fault {
    const inKronor = (ore: number): string => numberText(ore / 100, this.language);
    const sums = {
      actual: inKronor(actual),
      budget: inKronor(budget),
      months: [...months].sort().join(', '),
    };
    return { ...fileFault(code, { ...details, ...sums }), row: line };
  }
}

function ofFile(fault: Fault): Fault {
  return { ...fault, row: null };
}

function add(sums: Map<string, Sums>, name: string, entry: LedgerEntry, isSummed = true): void {
  const held = sums.get(name) ?? {
    line: entry.line,
    months: new Set(),
    entries: 0,
    actual: 0,
    budget: 0,
  };
  sums.set(name, held);
  held.months.add(entry.month);
  if (!isSummed) return;
  held.entries++;
  held[entry.kind] += entry.ore;
}
