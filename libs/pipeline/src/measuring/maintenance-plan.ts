import { randomUUID } from 'node:crypto';
import { type Interval, type MaintenancePlanned, type PlannedMaintenance, cityTime } from '#core';
import { type Catalogue, type MaintenanceSeries, Occurrences, citySeries } from '#catalogue';
import { type JournalEntry, type Ledger } from '#store';
import { type Signed, type Stage } from '../stage.js';

/** Work that somebody plans. */
export interface MaintenanceOrder {
  readonly systems: readonly string[];
  readonly series: readonly MaintenanceSeries[];
  readonly origin: MaintenancePlanned['origin'];
}

/** What a journal entry of the kind `maintenance` holds: a plan, or the end of one. */
type MaintenanceContent =
  | (MaintenanceOrder & { readonly action: 'plan' })
  | { readonly action: 'withdraw'; readonly plan: string; readonly fromMs: number; readonly reason?: string };

/** Since when a plan no longer holds. */
export interface PlanWithdrawal {
  /** An instant; or it is as if it had never held, but in those of these frozen times that were frozen with it. */
  readonly from: number | { readonly neverHeldBut: readonly (Interval & { readonly frozenAtMs: number })[] };
  readonly reason?: string | undefined;
}

/** A plan with its times. */
interface Plan extends Pick<MaintenancePlanned, 'id' | 'systems' | 'by' | 'origin'> {
  readonly series: MaintenanceSeries;
  /** When somebody planned it; milliseconds since the epoch. */
  readonly madeMs: number;
  /** `null`: they cannot be worked out, so that the plan is set aside. */
  readonly times: Occurrences | null;
  readonly withdrawn: {
    readonly fromMs: number;
    readonly atMs: number;
    readonly by: string;
    readonly reason?: string;
  } | null;
}

/** The work that is planned on systems, and what has been: from the config folder, and by people. */
export class MaintenancePlan {
  private configured: readonly Plan[];
  private readonly ledger: Ledger;
  private known: { readonly revision: number; readonly plans: readonly Plan[] } | undefined;

  constructor(private readonly stage: Pick<Stage, 'catalogue' | 'ledger' | 'failures' | 'nowMs'>) {
    this.ledger = stage.ledger;
    this.configured = configuredPlans(stage.catalogue);
  }

  /** The catalogue has changed. */
  renew(): void {
    this.configured = configuredPlans(this.stage.catalogue);
    this.known = undefined;
  }

  /** What touches a window, by start. */
  async between(window: Interval): Promise<PlannedMaintenance[]> {
    const touching = (await this.plans()).flatMap((plan) => this.readable(plan, window));
    return touching.sort((a, b) => a.startMs - b.startMs);
  }

  /** One plan that cannot be worked out counts for nothing, is told of until it is withdrawn, and takes no other with it. */
  private readable(plan: Plan, window: Interval): PlannedMaintenance[] {
    const { failures, nowMs } = this.stage;
    const done = failures.guard(subjectOf(plan), { instead: [], nowMs: nowMs() }, () => {
      if (plan.times) return timesOf(plan, plan.times, window);
      throw new Error('the rule cannot be worked out');
    });
    if (plan.withdrawn) failures.well(subjectOf(plan));
    return done;
  }

  /** All plans, also those that are over or withdrawn; by their first time. */
  async all(): Promise<MaintenancePlanned[]> {
    const plans = [...(await this.plans())];
    return plans.sort((a, b) => startOf(a) - startOf(b)).map(asPlanned);
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
  async withdraw(
    id: string,
    { from, reason }: PlanWithdrawal,
    signed: Signed,
  ): Promise<MaintenancePlanned | null> {
    const plan = (await this.plans()).find((each) => each.id === id);
    if (!plan || plan.withdrawn || plan.by === null) return null;
    const fromMs = typeof from === 'number' ? from : endOfFrozen(plan, from.neverHeldBut);
    const said = { fromMs, ...(reason === undefined ? {} : { reason }) };
    // The id is the plan's own, so that of two that withdraw at once one is refused.
    await this.ledger.append([entryOf(`${id}-end`, { action: 'withdraw', plan: id, ...said }, signed)]);
    return asPlanned({ ...plan, withdrawn: { ...said, atMs: signed.nowMs, by: signed.by } });
  }

  private async plans(): Promise<readonly Plan[]> {
    const revision = await this.ledger.revision(['maintenance']);
    if (this.known?.revision === revision) return this.known.plans;
    const plans = [...this.configured, ...journalled(await this.ledger.entries({ kind: 'maintenance' }))];
    this.known = { revision, plans };
    this.stage.failures.keepOnly('plan', new Set(plans.map(subjectOf)));
    return plans;
  }
}

/** Names a plan where it is told that it is set aside. */
function subjectOf({ id }: Plan): string {
  return `plan:${id}`;
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
  const times = occurrencesOf(series);
  return { id, systems: [system], by: null, origin, series, madeMs: 0, times, withdrawn: null };
}

function journalled(entries: readonly JournalEntry[]): Plan[] {
  const ends = new Map<string, NonNullable<Plan['withdrawn']>>();
  for (const { content, atMs, by } of entries) {
    const said = contentOf(content);
    if (said.action === 'withdraw' && typeof said.plan === 'string' && Number.isFinite(said.fromMs))
      ends.set(said.plan, {
        fromMs: Number(said.fromMs),
        ...{ atMs, by },
        ...(typeof said.reason === 'string' ? { reason: said.reason } : {}),
      });
  }
  return entries.flatMap((entry) => plansOf(entry, ends));
}

/** What years ago, or by mistake, was written is not trusted to have its shape. */
function contentOf(content: unknown): Readonly<Record<string, unknown>> {
  return typeof content === 'object' && content !== null ? { ...content } : {};
}

function plansOf(
  { id, content, by, atMs }: JournalEntry,
  ends: ReadonlyMap<string, Plan['withdrawn']>,
): Plan[] {
  const { action, origin, systems, series } = contentOf(content);
  if (action === 'withdraw') return [];
  const all: readonly unknown[] = Array.isArray(series) && series.length > 0 ? series : [null];
  return all.map((each) => {
    const isRead = isSeries(each) && isNames(systems);
    return {
      id,
      systems: isNames(systems) ? systems : [],
      by,
      origin: origin === 'calendar' ? origin : 'people',
      series: isRead ? each : UNREADABLE,
      madeMs: atMs,
      times: isRead ? occurrencesOf(each) : null,
      withdrawn: ends.get(id) ?? null,
    };
  });
}

function startOf({ series }: Plan): number {
  return series.first.startMs;
}

/** What stands in the journal and is no plan that can be read: it is listed, and can be withdrawn. */
const UNREADABLE: MaintenanceSeries = {
  ...citySeries({ note: 'Planen går inte att läsa.', announcedMs: 0, first: { startMs: 0, endMs: 0 } }),
};

function isSeries(told: unknown): told is MaintenanceSeries {
  const { first, except, note, zone } = (told ?? {}) as Partial<MaintenanceSeries>;
  const isText = typeof note === 'string' && typeof zone === 'string';
  return isText && Array.isArray(except) && Number.isFinite(first?.startMs) && Number.isFinite(first?.endMs);
}

function isNames(told: unknown): told is readonly string[] {
  return Array.isArray(told) && told.every((name) => typeof name === 'string');
}

function occurrencesOf(series: MaintenanceSeries): Occurrences | null {
  try {
    return new Occurrences(series);
  } catch {
    return null;
  }
}

/** When the last of the times has ended that were frozen with a plan, and that it has times in; else when the plan begins. */
function endOfFrozen(
  { series, times, madeMs }: Plan,
  frozen: Extract<PlanWithdrawal['from'], object>['neverHeldBut'],
): number {
  const touched = frozen.filter(
    (window) => window.frozenAtMs >= madeMs && times !== null && times.within(window).length > 0,
  );
  return Math.max(series.first.startMs, ...touched.map(({ endMs }) => endMs));
}

/** The times of a plan in a window, one for each system, as far as the plan holds. */
function timesOf(
  { id, systems, series, withdrawn }: Plan,
  times: Occurrences,
  window: Interval,
): PlannedMaintenance[] {
  const { note, announcedMs } = series;
  const untilMs = withdrawn?.fromMs ?? Infinity;
  return times
    .within(window)
    .map(({ startMs, endMs }) => ({ startMs, endMs: Math.min(endMs, untilMs) }))
    .filter(({ startMs, endMs }) => startMs < endMs && endMs > window.startMs)
    .flatMap((time) => systems.map((system) => ({ plan: id, system, note, announcedMs, ...time })));
}

/** What was stored before times had bounds is shown as a number, so that it can be seen and withdrawn. */
function shown(instantMs: number): string {
  try {
    return cityTime(instantMs);
  } catch {
    return String(instantMs);
  }
}

function asPlanned({ id, systems, series, by, origin, withdrawn }: Plan): MaintenancePlanned {
  const { note, first, rule, announcedMs } = series;
  return {
    id,
    systems,
    note,
    from: shown(first.startMs),
    to: shown(first.endMs),
    repeats: rule,
    announced: shown(announcedMs),
    by,
    origin,
    withdrawn: withdrawn && {
      from: shown(withdrawn.fromMs),
      at: cityTime(withdrawn.atMs),
      by: withdrawn.by,
      ...(withdrawn.reason === undefined ? {} : { reason: withdrawn.reason }),
    },
  };
}
