/** A unit that takes over; with a name, one that does not exist yet. */
export interface Taker {
  readonly id: string;
  readonly name?: string | undefined;
}

/** Which unit goes on with a system, or stands above a unit, by the id of either. */
export type HandedOver = Readonly<Record<string, string>>;

/**
 * What becomes another in the city, as it is decided (domain.md, section 2). Days are ISO days: `from` is the first day of what
 * is new, `to` the last day of what ends. Subjects are `unit:a`, `system:x`, `project:p`.
 */
export type Reorganisation =
  | {
      readonly kind: 'merge';
      readonly units: readonly string[];
      readonly into: Taker;
      readonly from: string;
    }
  | {
      readonly kind: 'split';
      readonly unit: string;
      readonly into: readonly Taker[];
      readonly over: HandedOver;
      readonly from: string;
    }
  | { readonly kind: 'move'; readonly subject: string; readonly into: string; readonly from: string }
  | { readonly kind: 'rename'; readonly subject: string; readonly into: string }
  | {
      readonly kind: 'close';
      readonly subject: string;
      readonly over: HandedOver;
      readonly to: string;
    };
