import { DELIVERY_STANDINGS, type DeliveryStanding, type DeliveryState, type MeasureChange } from '#core';
import { atDesk } from '../find-desk.js';
import { periodOf } from '../local-terms.js';
import { STATUS } from '../status.js';

const STANDING: Readonly<Record<DeliveryStanding, string>> = {
  delivered: 'inlämnad',
  late: 'inlämnad för sent',
  'not-applicable': 'ej aktuellt',
  due: 'väntas',
  missing: 'saknas',
};

function owedLine({ unit, dataset, period, dueDate, state }: DeliveryState): string {
  return `${STANDING[state].padEnd(18)} ${dueDate}  ${unit}, ${dataset} ${period}\n`;
}

/** Prints what has not come of a period and who owes it, and how many there are of each standing. */
export async function printCompleteness(
  period: string,
  { all, json }: { readonly all?: boolean; readonly json?: boolean },
): Promise<void> {
  const named = periodOf(period).toString();
  const deliveries = await atDesk((desk) => desk.deliveries(named));
  if (json) {
    process.stdout.write(`${JSON.stringify(deliveries, null, 2)}\n`);
    return;
  }
  const shown = all ? deliveries : deliveries.filter(({ state }) => state === 'missing' || state === 'due');
  const counts = DELIVERY_STANDINGS.flatMap((standing) => {
    const count = deliveries.filter(({ state }) => state === standing).length;
    return count === 0 ? [] : [`${count} ${STANDING[standing]}`];
  });
  process.stdout.write(shown.map(owedLine).join(''));
  process.stdout.write(counts.length === 0 ? 'Ingenting ska lämnas.\n' : `${counts.join(', ')}\n`);
}

function changeLine({ subject, measure, before, after }: MeasureChange): string {
  const text = (reading: MeasureChange['before']): string =>
    reading === null ? 'fanns inte' : `${reading.value.number ?? '–'} ${STATUS[reading.status]}`;
  return `${subject.name}, ${measure}: ${text(before)} → ${text(after)}\n`;
}

/** Prints what differs between two editions, or an edition and what is live. */
export async function printDiff(
  period: string,
  { from, to, json }: { readonly from: string; readonly to: string; readonly json?: boolean },
): Promise<void> {
  const named = periodOf(period).toString();
  const diff = await atDesk((desk) => desk.diff(named, { from, to }));
  if (json) {
    process.stdout.write(`${JSON.stringify(diff, null, 2)}\n`);
    return;
  }
  const { measures, slices, definitions } = diff;
  process.stdout.write(measures.map(changeLine).join(''));
  process.stdout.write(
    `${measures.length} värden, ${slices.length} leveranser och ${definitions.length} definitioner skiljer.\n`,
  );
}
