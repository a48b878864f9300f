/**
 * A sum that is rounded once, however many numbers were added and in which order: what is lost in each addition is kept
 * beside it (Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974), as the embedded
 * engine's `fsum` keeps it.
 */
export class ExactSum {
  private sum = 0;
  private lost = 0;

  add(number: number): void {
    const sum = this.sum + number;
    const larger = Math.abs(this.sum) >= Math.abs(number);
    this.lost += larger ? this.sum - sum + number : number - sum + this.sum;
    this.sum = sum;
  }

  get value(): number {
    return this.sum + this.lost;
  }
}
