import { type ChangeClaim, type ListedValues, type Observation, type SliceHoldings } from '#core';
import { type DatasetSchema } from '#catalogue';
import { isInWords } from './rows-together.js';

/** The label columns whose values the schema lists: deliveries are told apart by them. */
export function listedColumns({ fields }: DatasetSchema): string[] {
  return fields
    .filter(({ role, constraints }) => role === 'label' && constraints.enum !== undefined)
    .map(({ name }) => name);
}

/** Gathers the values of some columns over rows. */
class Gathered {
  private readonly values: ReadonlyMap<string, Set<string>>;
  private rows = 0;

  constructor(columns: readonly string[]) {
    this.values = new Map(columns.map((column) => [column, new Set()]));
  }

  add({ labels }: Observation): void {
    this.rows += 1;
    for (const [column, values] of this.values) {
      const value = labels[column];
      if (value !== undefined) values.add(value);
    }
  }

  listed(): ListedValues | null {
    if (this.rows === 0) return null;
    return Object.fromEntries([...this.values].map(([column, values]) => [column, [...values].sort()]));
  }
}

/** More claims than any unit has in a period: what is noted of a slice stays small, whatever is handed in. */
const MOST_CLAIMS = 1000;

/** Gathers the claims on changes that are put in SEK: what is told in words only is not summed. */
class GatheredClaims {
  private readonly claims = new Map<string, ChangeClaim>();

  add({ project, labels, numbers }: Observation): void {
    const change = labels.change_id;
    if (change === undefined || project === null || isInWords(labels, numbers)) return;
    if (this.claims.size < MOST_CLAIMS)
      this.claims.set(JSON.stringify([change, project]), { change, project });
  }

  noted(): Pick<SliceHoldings, 'claims'> {
    return this.claims.size > 0 ? { claims: [...this.claims.values()] } : {};
  }
}

/** Finds out what the rows of a slice are of. */
export class Holdings {
  private readonly given: Gathered;
  private readonly notApplicable: Gathered;
  private readonly claims = new GatheredClaims();

  constructor(columns: readonly string[]) {
    this.given = new Gathered(columns);
    this.notApplicable = new Gathered(columns);
  }

  add(observation: Observation): void {
    const saysNothingElse =
      observation.notApplicable.length > 0 && Object.keys(observation.numbers).length === 0;
    (saysNothingElse ? this.notApplicable : this.given).add(observation);
    this.claims.add(observation);
  }

  held(): SliceHoldings {
    return {
      given: this.given.listed(),
      notApplicable: this.notApplicable.listed(),
      ...this.claims.noted(),
    };
  }
}
