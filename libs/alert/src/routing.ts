import { type Alert, type Notice, cityDate } from '#core';
import { type Catalogue, type Route, ownerOn, subtreeIn } from '#catalogue';

/** What the subject of an alert on a channel begins with. */
const CHANNEL = 'channel:';

function concerns(route: Route, alert: Alert, catalogue: Catalogue): boolean {
  const { severities, kinds, systems, units } = route;
  const system = alert.system === null ? undefined : catalogue.systems.get(alert.system);
  const today = cityDate(alert.firedMs);
  const owner = system && ownerOn(catalogue, system, today);
  return (
    (!severities || severities.includes(alert.severity)) &&
    (!kinds || kinds.includes(alert.kind)) &&
    (!systems || (alert.system !== null && systems.includes(alert.system))) &&
    (!units ||
      (owner !== undefined && units.some((unit) => subtreeIn(catalogue, unit, today.slice(0, 7)).has(owner))))
  );
}

function routesOf(catalogue: Catalogue, alert: Alert): Route[] {
  return catalogue.notifications.routes.filter((route) => concerns(route, alert, catalogue));
}

/** The channel that an alert says to be broken; it is told by others. */
function brokenChannel({ kind, subject }: Alert): string | null {
  return kind === 'pipeline-late' && subject.startsWith(CHANNEL) ? subject.slice(CHANNEL.length) : null;
}

/**
 * Ids of the channels that know of an alert: those of its routes, and once it is escalated those behind them. That a channel is
 * broken is told by the others; when its routes name none of them, by all others.
 */
export function channelsOf(catalogue: Catalogue, alert: Alert): ReadonlySet<string> {
  const routed = routedTo(catalogue, alert);
  const broken = brokenChannel(alert);
  if (broken === null) return routed;
  const others = [...routed].filter((channel) => channel !== broken);
  const all = catalogue.notifications.channels.map(({ id }) => id).filter((id) => id !== broken);
  return new Set(others.length > 0 ? others : all);
}

function routedTo(catalogue: Catalogue, alert: Alert): ReadonlySet<string> {
  const routes = routesOf(catalogue, alert);
  const behind = alert.escalatedMs === null ? [] : routes.flatMap(({ escalateTo }) => escalateTo);
  return new Set([...routes.flatMap(({ channels }) => channels), ...behind]);
}

/** Ids of the channels that a notice goes to: of an escalation those that did not know; of an acknowledgement none. */
export function channelsFor(catalogue: Catalogue, { transition, alert }: Notice): ReadonlySet<string> {
  if (transition === 'acknowledged') return new Set();
  const known = channelsOf(catalogue, alert);
  if (transition !== 'escalated') return known;
  const told = channelsOf(catalogue, { ...alert, escalatedMs: null });
  return new Set([...known].filter((channel) => !told.has(channel)));
}

/** When an alert that nobody has acknowledged is to be told to others: the soonest of its routes; `null`: never. */
export function escalateAfterMs(catalogue: Catalogue, alert: Alert): number | null {
  const minutes = routesOf(catalogue, alert)
    .filter(({ escalateTo }) => escalateTo.length > 0)
    .flatMap(({ escalateAfterMinutes }) => escalateAfterMinutes ?? []);
  return minutes.length === 0 ? null : Math.min(...minutes) * 60_000;
}

/** How often an alert that nobody has acknowledged is told again: as the most eager of its routes says; `null`: never. */
export function repeatAfterMs(catalogue: Catalogue, alert: Alert): number | null {
  const usual = alert.severity === 'critical' ? catalogue.notifications.rules.repeatMinutes : 0;
  const minutes = routesOf(catalogue, alert).map(({ repeatMinutes = usual }) => repeatMinutes);
  const wanted = minutes.filter((each) => each > 0);
  return wanted.length === 0 ? null : Math.min(...wanted) * 60_000;
}
