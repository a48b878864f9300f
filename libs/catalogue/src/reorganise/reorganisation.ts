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

/** How each kind is read; `null`: something of it is missing or malformed. */
const READ: Readonly<Record<string, (written: Readonly<Record<string, unknown>>) => Reorganisation | null>> =
  {
    merge: ({ units, into, from }) =>
      isListOf(units, isText) && isTaker(into) && isText(from) ? { kind: 'merge', units, into, from } : null,
    split: ({ unit, into, over = {}, from }) =>
      isText(unit) && isListOf(into, isTaker) && isHandedOver(over) && isText(from)
        ? { kind: 'split', unit, into, over, from }
        : null,
    move: ({ subject, into, from }) =>
      isText(subject) && isText(into) && isText(from) ? { kind: 'move', subject, into, from } : null,
    rename: ({ subject, into }) =>
      isText(subject) && isText(into) ? { kind: 'rename', subject, into } : null,
    close: ({ subject, over = {}, to }) =>
      isText(subject) && isHandedOver(over) && isText(to) ? { kind: 'close', subject, over, to } : null,
  };

/** A reorganisation that somebody wrote as JSON; `null` when it is none. */
export function reorganisationOf(written: unknown): Reorganisation | null {
  if (typeof written !== 'object' || written === null || !('kind' in written)) return null;
  const read = isText(written.kind) && Object.hasOwn(READ, written.kind) ? READ[written.kind] : undefined;
  return read ? read({ ...written }) : null;
}
