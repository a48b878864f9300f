/** FNV-1a, 32 bits: turns a key into a place in the sequence. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/**
 * A seeded sequence of lots (mulberry32, Tommy Ettinger, public domain). Each thing of the city draws from a sequence
 * of its own, named by a key, so that one more system or month leaves all other figures as they were.
 */
export class Draw {
  private state: number;

  constructor(seed: number, ...key: readonly string[]) {
    this.state = hash([seed, ...key].join('/'));
  }

  /** In `[0, 1)`. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Near `level`, seldom more than two `share`s of it away. */
  around(level: number, share: number): number {
    return level * (1 + share * this.normal());
  }

  /** Often near `typical`, sometimes a long way above: how sizes and durations spread. */
  skewed(typical: number, spread: number): number {
    return typical * Math.exp(spread * this.normal());
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.whole(0, items.length - 1)] ?? items[0];
  }

  /** Mean 0, standard deviation 1, within ±3.5 (sum of uniform lots). */
  normal(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * Math.sqrt(3);
  }
}
