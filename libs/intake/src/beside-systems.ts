import { type Observation, type SliceContent, unpackSlice } from '#core';
import { type DatasetSchema, idToday } from '#catalogue';
import { summedSlice } from './checks/slices.js';
import { fileFault } from './problem-codes.js';
import { inWords } from './problem-list.js';
import { type ReadUpload } from './read-upload.js';

/** Whether rows of a data set name a system and no unit: then they are their owner's, whoever hands them in. */
export function isBySystem({ fields }: DatasetSchema): boolean {
  const has = (role: string): boolean => fields.some((field) => field.role === role);
  return has('system') && !has('unit');
}

/**
 * A file whose rows only name systems, so that it takes the place of what is stored of these systems, and of nothing else
 * (domain.md, section 2): other systems' rows stay in the slices that it replaces, and its own leave the slices in which they
 * stood when another unit owned the system.
 *
 * @param standing What slices of the same periods and source hold now.
 */
export function besideSystems(read: ReadUpload, standing: readonly SliceContent[]): ReadUpload {
  if (!read.accepted || !isBySystem(read.dataset)) return read;
  const { systems } = read.catalogue;
  const today = ({ system }: Observation): string => (system === null ? '' : idToday(systems, system));
  const brought = read.slices.map(({ key, content }) => unpackSlice({ key, content }));
  const told = new Set(
    brought.flatMap(({ key, observations }) => observations.map((row) => `${key.period} ${today(row)}`)),
  );
  const kept = new Map<string, SliceContent>();
  const others: ReadUpload['slices'][number][] = [];
  for (const { key, observations } of standing) {
    const rest = observations.filter((row) => !told.has(`${key.period} ${today(row)}`));
    if (read.slices.some((slice) => placeOf(slice) === placeOf({ key })))
      kept.set(placeOf({ key }), { key, observations: rest });
    else if (rest.length < observations.length) others.push(summedSlice({ schema: read.dataset, key }, rest));
  }
  const slices = read.slices.map((slice, place) => {
    const rest = kept.get(placeOf(slice))?.observations ?? [];
    const own = brought[place]?.observations ?? [];
    return rest.length === 0
      ? slice
      : summedSlice({ schema: read.dataset, key: slice.key }, [...own, ...rest]);
  });
  const stays = [...kept.values()].filter(({ observations }) => observations.length > 0);
  const notices = stays.map(({ key, observations }) =>
    stayNotice(read, key.period, [...new Set(observations.map(today))]),
  );
  return { ...read, slices: [...slices, ...others], problems: [...read.problems, ...notices] };
}

function stayNotice({ catalogue, language }: ReadUpload, period: string, systems: readonly string[]) {
  const names = systems.map((id) => catalogue.systems.get(id)?.name[language] ?? id);
  return inWords(fileFault('systems-stay', { period, systems: names.join(', ') }), language);
}

function placeOf({ key: { unit, period, source, part } }: Pick<SliceContent, 'key'>): string {
  return JSON.stringify([unit, period, source, part]);
}
