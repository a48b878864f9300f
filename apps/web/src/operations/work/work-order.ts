import { cityInstant } from '../city-instant.js';
import type { WorkOrder } from './calls.js';

/** What somebody filled in as work to plan; `null` when something is left out, or it ends before it begins. */
export function workOrder(data: FormData, systems: readonly string[]): WorkOrder | null {
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const [from, to] = [cityInstant(text('from')), cityInstant(text('to'))];
  const [note, repeats] = [text('note'), text('repeats')];
  if (from === null || to === null || note === '' || systems.length === 0) return null;
  if (Date.parse(from) >= Date.parse(to)) return null;
  return { systems, from, to, note, ...(repeats === '' ? {} : { repeats }) };
}
