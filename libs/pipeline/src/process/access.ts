import { type Receipt } from '#core';
import { type Catalogue, type Principal, answersFor } from '#catalogue';

/** Whoever asks: a principal of `access.yaml`, somebody who has signed in at the id-portal, or nobody in particular. */
export interface Caller {
  readonly id: string;
  /** As people know somebody who has signed in; the catalogue knows the names of the others. */
  readonly name?: string;
  readonly roles: readonly string[];
}

/** A caller without a token. */
export const ANYONE: Caller = { id: 'anyone', roles: [] };

/** What callers ask leave for. */
export type Right =
  'read' | 'hand-in' | 'ask' | 'comment' | 'freeze' | 'push-samples' | 'operate' | 'audit' | 'administer';

function holds(caller: Caller, ...kinds: readonly string[]): boolean {
  return caller.roles.some((role) => kinds.includes(role.split(':', 1)[0] ?? ''));
}

/** Whether a caller may do a thing at all; for which units is asked with {@link handsInFor}. */
export function may(caller: Caller, right: Right, catalogue: Catalogue): boolean {
  switch (right) {
    case 'read':
      return catalogue.rules.anonymousRead || caller.roles.length > 0;
    case 'hand-in':
      return holds(caller, 'admin', 'followup', 'unit', 'source');
    case 'comment':
      return holds(caller, 'admin', 'followup', 'unit');
    case 'ask':
    case 'freeze':
    case 'audit':
      return holds(caller, 'admin', 'followup');
    case 'push-samples':
      return holds(caller, 'admin', 'operations', 'source');
    case 'operate':
      return holds(caller, 'admin', 'followup', 'operations');
    case 'administer':
      return holds(caller, 'admin');
  }
}

/** The units that a caller may hand in for, and see the deliveries of: its own with all below and those that these took over from, or every one. */
export function handsInFor(caller: Caller, catalogue: Catalogue): (unit: string) => boolean {
  if (holds(caller, 'admin', 'followup', 'source')) return () => true;
  const own = new Set<string>();
  for (const role of caller.roles) {
    const [kind, id] = role.split(':');
    if (kind !== 'unit' || id === undefined) continue;
    for (const unit of answersFor(catalogue, id)) own.add(unit);
  }
  return (unit) => own.has(unit);
}

/**
 * A receipt as those see it who hand in for some units; `null` when nothing in it is theirs. Of a file that units share, each
 * sees its own slices only, and no remarks: these tell of rows, with what stands in them (docs/adr/0008-small-groups.md).
 */
export function receiptFor(mine: (unit: string) => boolean, receipt: Receipt): Receipt | null {
  const slices = receipt.slices.filter((slice) => mine(slice.unit));
  if (slices.length === receipt.slices.length) return receipt;
  const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
  return slices.length === 0 ? null : { ...receipt, rows, slices, warnings: [] };
}

/** The source of what a caller hands in: its own name for a machine, `manual` for people. */
export function sourceOf(caller: Caller): string {
  const role = caller.roles.find((r) => r.startsWith('source:'));
  return role ? role.slice('source:'.length) : 'manual';
}

/**
 * A principal as a caller, if its token may be used from where the call came. Where the city has a public address, a proxy on this
 * machine may stand before us: then no call is known to have been made here.
 */
export function callerOf(principal: Principal, cameByLoopback: boolean): Caller | null {
  return principal.loopbackOnly && !cameByLoopback ? null : { id: principal.id, roles: principal.roles };
}
