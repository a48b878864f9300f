import { type Result, failed, ok } from '#core';
import { type Fault, type ProblemCode } from '../../problem-codes.js';
import { type SieField, type SieRecord } from './sie-records.js';

/** What a record says of an account, in the places that all records of amounts have in common. */
export interface AccountAmount {
  readonly account: string;
  /** Dimension → object. */
  readonly objects: ReadonlyMap<number, string>;
  /** In hundredths. */
  readonly ore: number;
  /** The amount as it is written, and what follows it. */
  readonly written: readonly string[];
}

export function textOf(field: SieField | undefined): string {
  return typeof field === 'string' ? field : '';
}

export function faultAt({ line, label }: SieRecord, code: ProblemCode, value = ''): Fault {
  return { code, row: line, column: label, value };
}

export function periodFault(record: SieRecord, value: string): Fault {
  return { ...faultAt(record, 'not-a-period', value), details: { examples: '202609' } };
}

/** `202609` as `2026-09`; `null` for what is no month. */
export function monthOf(text: string): string | null {
  const match = /^((?:19|20)\d\d)(0[1-9]|1[0-2])$/.exec(text);
  return match ? `${match[1] ?? ''}-${match[2] ?? ''}` : null;
}

/** `20260917` as it is; `null` for what is no day. */
export function dayOf(text: string): string | null {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text) ? text : null;
}

/** Reads `konto {objekt} belopp …` from a field on; the object list may be left out. */
export function accountAmount(record: SieRecord, from: number): Result<AccountAmount, Fault> {
  const [account, list, ...others] = record.fields.slice(from);
  if (typeof account !== 'string' || !/^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u.test(account)) {
    return failed(faultAt(record, 'sie-no-account', textOf(account)));
  }
  const hasList = typeof list === 'object';
  const objects = objectsOf(hasList ? list : []);
  if (!objects) return failed(faultAt(record, 'sie-object-list', hasList ? list.join(' ') : ''));
  const written = (hasList ? others : [list, ...others]).map(textOf);
  const ore = parseOre(written[0] ?? '');
  return ore === null
    ? failed(faultAt(record, 'not-a-number', written[0]))
    : ok({ account, objects, ore, written });
}

/** Pairs of dimension and object; an object without a name is none. `null`: they are no pairs. */
function objectsOf(list: readonly string[]): ReadonlyMap<number, string> | null {
  const objects = new Map<number, string>();
  if (list.length % 2 !== 0) return null;
  for (let i = 0; i < list.length; i += 2) {
    const [dimension = '', object = ''] = list.slice(i, i + 2);
    if (!/^\d+$/.test(dimension)) return null;
    if (object !== '') objects.set(Number(dimension), object);
  }
  return objects;
}

/**
 * A point by the format; some programs write a comma, or a plus. `null` for what is no amount that can be counted, also
 * for `1.234`, which may be a thousand or one.
 */
function parseOre(text: string): number | null {
  if (!/^[-+]?\d{1,13}(?:[.,]\d{0,6})?$/.test(text) || /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return null;
  return Math.round(Number(text.replace(',', '.')) * 100);
}

/**
 * What is wrong when an amount goes on in the next field (`1 900.00`): what was read of it is too small. On a transaction
 * comes a day, so that any other number is part of the amount; on a balance comes a quantity, of which three digits behind
 * an amount without decimals look the same: then nobody can tell.
 */
export function dividedAmount(
  record: SieRecord,
  written: readonly string[],
  after: 'day' | 'quantity',
): Fault | null {
  const [amount = '', next = ''] = written;
  const isNoDay = after === 'day' && /^(?!\d{8}$)\d+(?:[.,]\d*)?$/.test(next);
  const isThousands = /^[-+]?\d{1,3}$/.test(amount) && /^\d{3}(?:[.,]\d{1,2})?$/.test(next);
  return isNoDay || isThousands ? faultAt(record, 'sie-divided-amount', written.join(' ').trim()) : null;
}
