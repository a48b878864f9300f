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

/** The day on which it happens; `null` for another id, which holds for all time. */
export function dayOf(reorganisation: Reorganisation): string | null {
  switch (reorganisation.kind) {
    case 'rename':
      return null;
    case 'close':
      return reorganisation.to;
    default:
      return reorganisation.from;
  }
}

function isText(written: unknown): written is string {
  return typeof written === 'string';
}

function isListOf<T>(written: unknown, is: (item: unknown) => item is T): written is T[] {
  return Array.isArray(written) && written.every(is);
}

function isTaker(written: unknown): written is Taker {
  if (typeof written !== 'object' || written === null || !('id' in written)) return false;
  return isText(written.id) && (!('name' in written) || isText(written.name));
}

function isHandedOver(written: unknown): written is HandedOver {
  return typeof written === 'object' && written !== null && Object.values(written).every(isText);
}

/** A reorganisation that somebody wrote as JSON; `null` when it is none. */
export function reorganisationOf(written: unknown): Reorganisation | null {
  if (typeof written !== 'object' || written === null) return null;
  const { kind, units, unit, subject, into, over = {}, from, to } = written as Record<string, unknown>;
  switch (kind) {
    case 'merge':
      return isListOf(units, isText) && isTaker(into) && isText(from) ? { kind, units, into, from } : null;
    case 'split':
      return isText(unit) && isListOf(into, isTaker) && isHandedOver(over) && isText(from)
        ? { kind, unit, into, over, from }
        : null;
    case 'move':
      return isText(subject) && isText(into) && isText(from) ? { kind, subject, into, from } : null;
    case 'rename':
      return isText(subject) && isText(into) ? { kind, subject, into } : null;
    case 'close':
      return isText(subject) && isHandedOver(over) && isText(to) ? { kind, subject, over, to } : null;
    default:
      return null;
  }
}
