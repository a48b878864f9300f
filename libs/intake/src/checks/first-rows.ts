import { randomInt } from 'node:crypto';

const FIRST_CAPACITY = 1024;
const LANES = 4;
/** Odd constants that mix well (xxHash32's primes). */
const PRIMES = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const;

/**
 * Remembers in which row a text came first, for millions of texts in little memory: of a text only 128 bits are kept, so
 * that two that differ are taken for one less often than a disk errs. The bits cannot be foreseen by who writes the file.
 */
export class FirstRows {
  private readonly seed = randomInt(2 ** 32);
  private bits = new Int32Array(FIRST_CAPACITY * LANES);
  /** 0: the place is free. */
  private rows = new Uint32Array(FIRST_CAPACITY);
  private size = 0;
  private readonly hash = new Int32Array(LANES);

  /** The row in which the text came before; `undefined`, and this one is kept, when it has not. */
  before(text: string, row: number): number | undefined {
    this.hashOf(text);
    const place = this.placeOf(this.hash, 0);
    const known = this.rows[place];
    if (known !== undefined && known > 0) return known;
    this.keep(place, this.hash, row);
    if (++this.size * 2 > this.rows.length) this.grow();
    return undefined;
  }

  private hashOf(text: string): void {
    let [a, b, c, d] = [
      this.seed ^ PRIMES[0],
      this.seed ^ PRIMES[1],
      this.seed ^ PRIMES[2],
      this.seed ^ PRIMES[3],
    ];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, PRIMES[0]);
      b = Math.imul(b ^ code ^ (a >>> 15), PRIMES[1]);
      c = Math.imul(c ^ code ^ (b >>> 13), PRIMES[2]);
      d = Math.imul(d ^ code ^ (c >>> 16), PRIMES[3]);
      a ^= d >>> 11;
    }
    this.hash.set([a ^ (b >>> 7), b ^ (c >>> 9), c ^ (d >>> 5), d ^ (a >>> 3)]);
  }

  /** Where four numbers at a place of a list are kept, or may be kept. */
  private placeOf(bits: Int32Array, at: number): number {
    const last = this.rows.length - 1;
    let place = (bits[at] ?? 0) & last;
    while (this.rows[place] !== 0 && !this.isAt(place, bits, at)) place = (place + 1) & last;
    return place;
  }

  private isAt(place: number, bits: Int32Array, at: number): boolean {
    for (let lane = 0; lane < LANES; lane++) {
      if (this.bits[place * LANES + lane] !== bits[at + lane]) return false;
    }
    return true;
  }

  private keep(place: number, bits: Int32Array, row: number): void {
    this.bits.set(bits, place * LANES);
    this.rows[place] = row;
  }

  private grow(): void {
    const { bits, rows } = this;
    this.bits = new Int32Array(bits.length * 2);
    this.rows = new Uint32Array(rows.length * 2);
    for (const [place, row] of rows.entries()) {
      if (row > 0)
        this.keep(this.placeOf(bits, place * LANES), bits.subarray(place * LANES, (place + 1) * LANES), row);
    }
  }
}
