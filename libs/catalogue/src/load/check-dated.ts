import { type Dated, type DatedRow, dayAfter, firstDayOf } from '../dated.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { type Section, soundEntries } from './entry.js';
import { type PlaceOf } from './yaml-source.js';

/** What is wrong between a row and the one before it; `null` when nothing is. */
function seamFault(rows: readonly DatedRow[], index: number): { message: string; remedy: string } | null {
  const before = rows[index - 1];
  const row = rows[index];
  if (!before || !row) return null;
  const begins = firstDayOf(rows, index);
  const follows = before.to === undefined ? null : dayAfter(before.to);
  if (begins === null)
    return {
      message: `It is not said when "${row.value}" takes over from "${before.value}".`,
      remedy: 'Add its first day as "from", or the last day of the row before as "to".',
    };
  if (begins <= (firstDayOf(rows, index - 1) ?? ''))
    return {
      message: `"${row.value}" does not begin after "${before.value}".`,
      remedy: 'Write the rows in the order of their days.',
    };
  if (follows === null || follows === begins) return null;
  return begins < follows
    ? {
        message: `"${before.value}" and "${row.value}" overlap from ${begins} to ${before.to ?? ''}.`,
        remedy: `Let "${before.value}" end on the day before ${begins}; "to" is the last day.`,
      }
    : {
        message: `There is a gap between "${before.value}", which ends on ${before.to ?? ''}, and "${row.value}", which begins on ${begins}.`,
        remedy: `Let "${row.value}" begin on ${follows}.`,
      };
}

/** The rows of one dated value follow each other without gap or overlap. */
function checkRows(dated: Dated | undefined, at: PlaceOf): ConfigFault[] {
  if (dated === undefined || typeof dated === 'string') return [];
  return dated.flatMap((row, index) => {
    const { from, to, value } = row;
    if (from !== undefined && to !== undefined && to < from) {
      const message = `"${value}" ends before it begins.`;
      return [faultAt(at(index), message, 'Let the last day not come before the first.')];
    }
    if (to === undefined || index < dated.length - 1) {
      const seam = seamFault(dated, index);
      return seam ? [faultAt(at(index), seam.message, seam.remedy)] : [];
    }
    const message = `Nothing is said of the time after ${to}.`;
    return [faultAt(at(index), message, 'Leave "to" out of the last row, or add what holds afterwards.')];
  });
}

function checkKeys<T extends object>(
  section: Section<T>,
  dated: Readonly<Record<string, (value: T) => Dated | undefined>>,
): ConfigFault[] {
  return soundEntries(section).flatMap(({ value, at }) =>
    Object.entries(dated).flatMap(([key, of]) => checkRows(of(value), (...rest) => at(key, ...rest))),
  );
}

/** Values with dates hold on every day, one at a time. */
export function checkDated({ units, systems, projects }: ConfigContent): ConfigFault[] {
  return [
    ...checkKeys(units, { parent: ({ parent }) => parent }),
    ...checkKeys(systems, {
      owner: ({ owner }) => owner,
      category: ({ category }) => category,
      serviceDomain: ({ serviceDomain }) => serviceDomain,
    }),
    ...checkKeys(projects, { portfolio: ({ portfolio }) => portfolio }),
  ];
}
