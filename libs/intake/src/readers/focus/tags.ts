import { type CostCentreRange, accountMapInForce, inRange } from '#catalogue';
import { Period } from '#core';
import { type ReadingCircumstances, onlyUnit } from '../../reading-circumstances.js';

/** What the tags of a line say of whose it is; empty where they say nothing. */
export interface TaggedTo {
  readonly unit: string;
  readonly system: string;
  readonly project: string;
  readonly cost_centre: string;
}

const NOTHING: TaggedTo = { unit: '', system: '', project: '', cost_centre: '' };

/** Keys in lower case, without the prefix of a provider (`user:`, `org/`), blanks, hyphens and underscores. */
const KEYS: Readonly<Record<string, keyof TaggedTo>> = {
  unit: 'unit',
  enhet: 'unit',
  system: 'system',
  project: 'project',
  projekt: 'project',
  costcentre: 'cost_centre',
  costcenter: 'cost_centre',
  kostnadsställe: 'cost_centre',
  kostnadsstalle: 'cost_centre',
};

/** Whether tags are there and are no JSON object: then they say nothing. */
export function areUnreadable(tags: string): boolean {
  return tags.trim() !== '' && !/^(?:null|\{\s*\})$/i.test(tags.trim()) && entriesOf(tags).length === 0;
}

/** Reads tags (a JSON object of keys and values); a cost centre tells the unit, and the system, by config/accounts/. */
export function tagReader(circumstances: ReadingCircumstances): (tags: string, month: string) => TaggedTo {
  const ownerOf = costCentreOwners(circumstances);
  return (tags, month) => {
    const said = saidBy(tags);
    const owner = said.cost_centre === '' ? null : ownerOf(said.cost_centre, month);
    return {
      ...said,
      unit: said.unit || (owner?.unit ?? ''),
      system: said.system || (owner?.system ?? ''),
    };
  };
}

/** Whose a cost centre is at the end of a month; nobody's in what is no month. */
function costCentreOwners(
  circumstances: ReadingCircumstances,
): (code: string, month: string) => CostCentreRange | null {
  const unit = onlyUnit(circumstances);
  const maps = circumstances.catalogue.accountMaps;
  return (code, month) => {
    const period = Period.parse(month);
    const map = period.ok ? accountMapInForce(maps.values(), unit, period.value.lastDay) : null;
    return map?.costCentres.find((range) => inRange(code, range)) ?? null;
  };
}

function saidBy(tags: string): TaggedTo {
  const said: Record<keyof TaggedTo, string> = { ...NOTHING };
  for (const [key, value] of entriesOf(tags)) {
    const folded = key
      .toLowerCase()
      .replace(/^.*[/:]/, '')
      .replace(/[\s_-]+/g, '');
    const name = Object.hasOwn(KEYS, folded) ? KEYS[folded] : undefined;
    if (name !== undefined && typeof value === 'string') said[name] = value.trim();
  }
  return said;
}

/** Tags that are no JSON object say nothing. */
function entriesOf(tags: string): [string, unknown][] {
  if (!tags.startsWith('{')) return [];
  try {
    const parsed: unknown = JSON.parse(tags);
    return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
  } catch {
    return [];
  }
}
