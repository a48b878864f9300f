/** How much is measured: the sizes that figures are given for, or small ones that show that all of it runs. */
export type Extent = 'full' | 'smoke';

/** A bench measures and prints; it asserts nothing, for a slow machine is no defect of the program. */
export interface Bench {
  readonly name: string;
  readonly run: (extent: Extent) => Promise<void>;
}
