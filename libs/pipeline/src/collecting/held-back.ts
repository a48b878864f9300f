import { type Collector } from '#catalogue';
import { type CollectorRemark, type Receipt } from '#core';
import { type Ledger } from '#store';
import { type SliceBesideStored } from '../handing-in/intake-cycle.js';

/** By what is held back. */
interface Holding {
  readonly ledger: Pick<Ledger, 'receipts'>;
  readonly collector: Pick<Collector, 'holdBelow'>;
  /** Nothing is. */
  readonly accept: boolean;
}

/** What is not stored although nothing is wrong with it by itself. */
export interface HeldBack {
  readonly units: ReadonlySet<string>;
  readonly refusals: readonly CollectorRemark[];
  readonly warnings: readonly CollectorRemark[];
}

type About = Pick<CollectorRemark, 'unit' | 'period'>;

function less(about: About, rows: number, before: number, isHeld: boolean): CollectorRemark {
  const end = isHeld
    ? {
        sv: ' Så lite tas inte emot förrän någon sagt att det stämmer: kör med accept.',
        en: ' So little is not taken until somebody says that it is right: run with accept.',
      }
    : { sv: '', en: '' };
  const code = isHeld ? 'answers-less-held' : 'answers-less';
  return {
    ...about,
    code,
    text: {
      sv: `Källan svarar mindre än förut för ${about.unit ?? ''} ${about.period ?? ''}: ${rows} rader mot ${before}.${end.sv}`,
      en: `The source answers less than before for ${about.unit ?? ''} ${about.period ?? ''}: ${rows} rows, and ${before} before.${end.en}`,
    },
  };
}

function takenBack(about: About, by: string): CollectorRemark {
  return {
    ...about,
    code: 'taken-back',
    text: {
      sv: `${about.unit ?? ''} ${about.period ?? ''} togs tillbaka av ${by}, och källan svarar fortfarande likadant: det lämnas som det är. Kör med accept för att spara det igen.`,
      en: `${about.unit ?? ''} ${about.period ?? ''} was taken back by ${by}, and the source still answers the same: it is left as it is. Run with accept to store it again.`,
    },
  };
}

/** Who took back just what a slice would hold again; `null` when nobody did. */
async function takenBackBy(
  { key, stored, digest }: SliceBesideStored,
  ledger: Holding['ledger'],
): Promise<string | null> {
  const [revert] = stored ? await ledger.receipts({ ids: [stored.uploadId], limit: 1 }) : [];
  if (revert?.reverts === undefined) return null;
  const [reverted] = await ledger.receipts({ ids: [revert.reverts], limit: 1 });
  return reverted && holds(reverted, key, digest) ? revert.by : null;
}

function holds({ slices }: Receipt, key: SliceBesideStored['key'], digest: string | undefined): boolean {
  return slices.some(
    ({ unit, period, part = '', holds: held }) =>
      unit === key.unit && period === key.period && part === key.part && held?.digest === digest,
  );
}

/**
 * What of some changed slices is not to be stored: what people have taken back and the source still says, and what shrinks
 * by so much that the source is rather at fault (domain.md, section 5: missing is not zero). What shrinks less is warned of.
 */
export async function heldBack(
  changed: readonly SliceBesideStored[],
  { ledger, collector, accept }: Holding,
): Promise<HeldBack> {
  const units = new Set<string>();
  const refusals: CollectorRemark[] = [];
  const warnings: CollectorRemark[] = [];
  for (const slice of changed) {
    const { key, rows, stored } = slice;
    const about = { unit: key.unit, period: key.period };
    const by = accept ? null : await takenBackBy(slice, ledger);
    if (by !== null) {
      units.add(key.unit);
      warnings.push(takenBack(about, by));
    } else if (stored && rows < stored.rows) {
      const isHeld = !accept && rows < stored.rows * collector.holdBelow;
      (isHeld ? refusals : warnings).push(less(about, rows, stored.rows, isHeld));
      if (isHeld) units.add(key.unit);
    }
  }
  return { units, refusals, warnings };
}
