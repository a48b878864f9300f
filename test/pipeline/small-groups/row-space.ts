/** The largest prime whose remainders can be multiplied without loss in a double. */
const PRIME = 67_108_859;

type Row = readonly number[];

function inverse(number: number): number {
  let result = 1;
  let base = number;
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

/**
 * What follows from linear equations: a sum of unknowns can be had exactly when it lies in the space of the rows. Reckoned
 * modulo a large prime, which is exact where fractions in doubles are not.
 */
export class RowSpace {
  /** By the place of the first unknown that is not 0, which is 1 there. */
  private readonly rows = new Map<number, Row>();

  /** Adds an equation's left side. */
  add(row: Row): void {
    const rest = this.reduced(row);
    const first = rest.findIndex((factor) => factor !== 0);
    if (first === -1) return;
    const scale = inverse(rest[first] ?? 1);
    this.rows.set(
      first,
      rest.map((factor) => (factor * scale) % PRIME),
    );
  }

  holds(row: Row): boolean {
    return this.reduced(row).every((factor) => factor === 0);
  }

  private reduced(row: Row): number[] {
    const rest = row.map((factor) => ((factor % PRIME) + PRIME) % PRIME);
    for (let i = 0; i < rest.length; i++) {
      const factor = rest[i] ?? 0;
      const pivot = factor === 0 ? undefined : this.rows.get(i);
      if (!pivot) continue;
      for (let j = i; j < rest.length; j++) {
        rest[j] = ((rest[j] ?? 0) + (PRIME - factor) * (pivot[j] ?? 0)) % PRIME;
      }
    }
    return rest;
  }
}
