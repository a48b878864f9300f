import type { MaintenancePlanned, Result } from '#core';
import type { List, Problem } from '../../api/answers.js';
import { tell } from '../../api/ask.js';

/** Work to plan, as the API takes it. */
export interface WorkOrder {
  readonly systems: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly note: string;
  readonly repeats?: string;
}

/** Plans work. */
export function planWork(
  order: WorkOrder,
  token: string | null,
): Promise<Result<List<MaintenancePlanned>, Problem>> {
  return tell('maintenance', { method: 'POST', body: order, caller: { token } }) as ReturnType<
    typeof planWork
  >;
}

/** Takes planned work back from now on. */
export function withdrawWork(
  plan: string,
  reason: string,
  token: string | null,
): Promise<Result<MaintenancePlanned, Problem>> {
  const query = reason === '' ? '' : `?${new URLSearchParams({ reason }).toString()}`;
  const path = `maintenance/${encodeURIComponent(plan)}${query}`;
  return tell(path, { method: 'DELETE', caller: { token } }) as ReturnType<typeof withdrawWork>;
}
