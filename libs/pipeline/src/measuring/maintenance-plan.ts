import { randomUUID } from 'node:crypto';
import { type Interval, type MaintenancePlanned, type PlannedMaintenance, cityTime } from '#core';
import { type Catalogue, type MaintenanceSeries, Occurrences, citySeries } from '#catalogue';
import { type JournalEntry, type Ledger } from '#store';
import { type Signed } from '../stage.js';

/** Work that somebody plans. */
export interface MaintenanceOrder {
  readonly systems: readonly string[];
  readonly series: readonly MaintenanceSeries[];
  readonly origin: MaintenancePlanned['origin'];
}

/** What a journal entry of the kind `maintenance` holds: a plan, or the end of one. */
type MaintenanceContent =
  | (MaintenanceOrder & { readonly action: 'plan' })
  | { readonly action: 'withdraw'; readonly plan: string; readonly fromMs: number };

/** A plan with its times. */
interface Plan extends Pick<MaintenancePlanned, 'id' | 'systems' | 'by' | 'origin'> {
  readonly series: MaintenanceSeries;
  readonly times: Occurrences;
  readonly withdrawn: { readonly fromMs: number; readonly atMs: number; readonly by: string } | null;
}

/** The work that is planned on systems, and what has been: from the config folder, and by people. */
export class MaintenancePlan {
  private readonly configured: readonly Plan[];
  private known: { readonly revision: number; readonly plans: readonly Plan[] } | undefined;

  constructor(
    catalogue: Catalogue,
    private readonly ledger: Ledger,
  ) {
    this.configured = configuredPlans(catalogue);
  }

  /** What touches a window, by start. */
  async between(window: Interval): Promise<PlannedMaintenance[]> {
    const touching = (await this.plans()).flatMap((plan) => timesOf(plan, window));
    return touching.sort((a, b) => a.startMs - b.startMs);
  }

  /** All plans, also those that are over or withdrawn; by their first time. */
  async all(): Promise<MaintenancePlanned[]> {
    const plans = [...(await this.plans())];
    return plans.sort((a, b) => a.series.first.startMs - b.series.first.startMs).map(asPlanned);
  }

  /** Plans work; each series becomes a plan of its own. */
  async plan(order: MaintenanceOrder, signed: Signed): Promise<MaintenancePlanned[]> {
    const entries = order.series.map((series) =>
      entryOf(randomUUID(), { action: 'plan', ...order, series: [series] }, signed),
    );
    await this.ledger.append(entries);
    return entries.flatMap((entry) => plansOf(entry, new Map())).map(asPlanned);
  }

  /**
   * Withdraws a plan that people made from an instant on: what goes on then ends there, what ended before stays. `null` when
   * there is no such plan, or it was withdrawn before.
   */
  async withdraw(id: string, fromMs: number, signed: Signed): Promise<MaintenancePlanned | null> {
    const plan = (await this.plans()).find((each) => each.id === id);
    if (!plan || plan.withdrawn || plan.by === null) return null;
    // The id is the plan's own, so that of two that withdraw at once one is refused.
    await this.ledger.append([entryOf(`${id}-end`, { action: 'withdraw', plan: id, fromMs }, signed)]);
    return asPlanned({ ...plan, withdrawn: { fromMs, atMs: signed.nowMs, by: signed.by } });
  }

  private async plans(): Promise<readonly Plan[]> {
    const revision = await this.ledger.revision(['maintenance']);
    if (this.known?.revision === revision) return this.known.plans;
    const plans = [...this.configured, ...journalled(await this.ledger.entries({ kind: 'maintenance' }))];
    this.known = { revision, plans };
    return plans;
  }
}

function entryOf(id: string, content: MaintenanceContent, { by, nowMs }: Signed): JournalEntry {
  return { id, kind: 'maintenance', atMs: nowMs, by, period: null, measure: null, subject: null, content };
}

function configuredPlans({ maintenance, calendars }: Catalogue): Plan[] {
  const written = maintenance.map(({ system, from, to, announced, note, repeats }) => {
    const first = { startMs: Date.parse(from), endMs: Date.parse(to) };
    const series = citySeries({ note, announcedMs: Date.parse(announced), first, repeats });
    return configuredPlan('config', system, series);
  });
  const inCalendars = [...calendars].flatMap(([system, all]) =>
    all.map((series) => configuredPlan('calendar', system, series)),
  );
  return [...written, ...inCalendars];
}

function configuredPlan(origin: Plan['origin'], system: string, series: MaintenanceSeries): Plan {
  const id = `${origin}:${system}:${cityTime(series.first.startMs)}`;
  const times = new Occurrences(series);
  return { id, systems: [system], by: null, origin, series, times, withdrawn: null };
}

function journalled(entries: readonly JournalEntry[]): Plan[] {
  const ends = new Map<string, NonNullable<Plan['withdrawn']>>();
  for (const { content, atMs, by } of entries) {
    const said = content as MaintenanceContent;
    if (said.action === 'withdraw') ends.set(said.plan, { fromMs: said.fromMs, atMs, by });
  }
  return entries.flatMap((entry) => plansOf(entry, ends));
}

function plansOf({ id, content, by }: JournalEntry, ends: ReadonlyMap<string, Plan['withdrawn']>): Plan[] {
  const said = content as MaintenanceContent;
  if (said.action !== 'plan') return [];
  const { systems, origin } = said;
  const withdrawn = ends.get(id) ?? null;
  return said.series.map((series) => ({
    id,
    systems,
    by,
    origin,
    series,
    times: new Occurrences(series),
    withdrawn,
  }));
}

/** The times of a plan in a window, one for each system, as far as the plan holds. */
function timesOf({ id, systems, series, times, withdrawn }: Plan, window: Interval): PlannedMaintenance[] {
  const { note, announcedMs } = series;
  const untilMs = withdrawn?.fromMs ?? Infinity;
  return times
    .within(window)
    .map(({ startMs, endMs }) => ({ startMs, endMs: Math.min(endMs, untilMs) }))
    .filter(({ startMs, endMs }) => startMs < endMs && endMs > window.startMs)
    .flatMap((time) => systems.map((system) => ({ plan: id, system, note, announcedMs, ...time })));
}

function asPlanned({ id, systems, series, by, origin, withdrawn }: Plan): MaintenancePlanned {
  const { note, first, rule, announcedMs } = series;
  return {
    id,
    systems,
    note,
    from: cityTime(first.startMs),
    to: cityTime(first.endMs),
    repeats: rule,
    announced: cityTime(announcedMs),
    by,
    origin,
    withdrawn: withdrawn && {
      from: cityTime(withdrawn.fromMs),
      at: cityTime(withdrawn.atMs),
      by: withdrawn.by,
    },
  };
}
