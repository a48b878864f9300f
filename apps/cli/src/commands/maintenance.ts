import { type MaintenancePlanned } from '#core';
import { atDesk } from '../find-desk.js';
import { clockText } from './outages.js';

interface PlanOptions {
  readonly from: string;
  readonly to: string;
  readonly note: string;
  readonly repeats?: string;
}

function line({ id, systems, note, from, to, repeats, withdrawn }: MaintenancePlanned): string {
  const again = repeats === null ? '' : `, ${repeats}`;
  const ended = withdrawn ? `, återtaget från ${clockText(withdrawn.from)}` : '';
  return `${clockText(from)} – ${clockText(to)}${again}${ended}\n    ${systems.join(', ')}: ${note}\n    ${id}\n`;
}

/** Prints every plan of work on systems. */
export async function printMaintenance({ json }: { readonly json?: boolean }): Promise<void> {
  const plans = await atDesk((desk) => desk.maintenancePlans());
  if (json) process.stdout.write(`${JSON.stringify(plans, null, 2)}\n`);
  else process.stdout.write(plans.length === 0 ? 'Inget är planerat.\n' : plans.map(line).join(''));
}

/** Plans work on some systems; it is announced now. */
export async function planMaintenance(systems: readonly string[], options: PlanOptions): Promise<void> {
  const planned = await atDesk((desk) => desk.planMaintenance({ systems, ...options }));
  process.stdout.write(planned.map(line).join(''));
}

/** Withdraws a plan from now on. */
export async function withdrawMaintenance(id: string): Promise<void> {
  process.stdout.write(line(await atDesk((desk) => desk.withdrawMaintenance(id))));
}
