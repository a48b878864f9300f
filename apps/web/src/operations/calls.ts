import type {
  LocalizedText,
  MaintenancePlanned,
  OutageRecord,
  OutageSummary,
  ProbeReason,
  ProbeState,
  Result,
  TimelinePart,
} from '#core';
import type { List, Problem } from '../api/answers.js';
import { UNREACHABLE, ask, headersFor, problemFrom } from '../api/ask.js';

/** What the page needs of a system. */
export interface SystemAnswer {
  readonly id: string;
  readonly name: LocalizedText;
  readonly dependsOn: readonly string[];
}

/** How a system is now. */
export interface StateAnswer {
  readonly system: string;
  readonly state: ProbeState;
  readonly since: string | null;
  readonly reason?: ProbeReason;
  readonly inMaintenance: boolean;
  readonly behind: readonly string[];
}

/** One time of planned work. */
export interface WorkAnswer {
  readonly plan: string;
  readonly system: string;
  readonly note: string;
  readonly from: string;
  readonly to: string;
  readonly inTime: boolean;
}

/** Work to plan, as the API takes it. */
export interface WorkOrder {
  readonly systems: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly note: string;
  readonly repeats?: string;
}

export type OutagesAnswer = List<OutageRecord> & { readonly summary: OutageSummary };

type Asked<T> = Promise<Result<T, Problem>>;

/** Asks for something of operations. */
export function getOperations<T>(path: string, token: string | null, signal: AbortSignal): Asked<T> {
  return ask(path, signal, token) as Asked<T>;
}

/** The states of a system in the last day. */
export function getTimeline(
  system: string,
  token: string | null,
  signal: AbortSignal,
): Asked<{ readonly parts: readonly TimelinePart[]; readonly from: string; readonly to: string }> {
  const from = new Date(Date.now() - 86_400_000).toISOString();
  const path = `systems/${encodeURIComponent(system)}/timeline?${new URLSearchParams({ from }).toString()}`;
  return getOperations(path, token, signal);
}

/** Plans work. */
export async function planWork(order: WorkOrder, token: string | null): Asked<List<MaintenancePlanned>> {
  try {
    const headers = { ...headersFor(token), 'content-type': 'application/json' };
    const response = await fetch('/api/v1/maintenance', {
      method: 'POST',
      headers,
      body: JSON.stringify(order),
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return { ok: true, value: body as List<MaintenancePlanned> };
    return { ok: false, problem: problemFrom(body, response.status) };
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
}
