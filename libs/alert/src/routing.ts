import { type Alert, type Notice } from '#core';
import { type Catalogue, type Route, subtreeOf } from '#catalogue';

function concerns(route: Route, alert: Alert, catalogue: Catalogue): boolean {
  const { severities, kinds, systems, units } = route;
  const owner = alert.system === null ? undefined : catalogue.systems.get(alert.system)?.owner;
  return (
    (!severities || severities.includes(alert.severity)) &&
    (!kinds || kinds.includes(alert.kind)) &&
    (!systems || (alert.system !== null && systems.includes(alert.system))) &&
    (!units || (owner !== undefined && units.some((unit) => subtreeOf(catalogue, unit).has(owner))))
  );
}

function routesOf(catalogue: Catalogue, alert: Alert): Route[] {
  return catalogue.notifications.routes.filter((route) => concerns(route, alert, catalogue));
}

/** Ids of the channels that know of an alert: those of its routes, and once it is escalated those behind them. */
export function channelsOf(catalogue: Catalogue, alert: Alert): ReadonlySet<string> {
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
