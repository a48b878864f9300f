import { type Alert, type Result, cityDate, failed, messageOf, ok } from '#core';
import { type Catalogue, ownerOn } from '#catalogue';
import { type OutgoingClient } from '#outgoing';
import { wordingOf } from '../wording.js';
import { type NotifierRefusal } from './notifier.js';

/** An Alertmanager takes an alert that it has not heard of for so long as over: when we die, ours do not stay for ever. */
const HOLDS_MS = 5 * 60_000;
/** So long are alerts that are over told, in case it was away when they ended (domain.md, section 10). */
export const RESOLVED_FOR_MS = 5 * 60_000;

/** `system-down` → `PerspektivSystemDown`. */
function alertName(kind: string): string {
  return `Perspektiv${kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
}

function rfc3339(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * One alert for each set of labels, the one that began last: of two with the same labels Alertmanager keeps the last in the
 * message, so that one that has ended would hide the one that is active.
 */
export function latestOf(alerts: readonly Alert[]): Alert[] {
  const latest = new Map<string, Alert>();
  const inTurn = alerts.toSorted((a, b) => a.firedMs - b.firedMs || (a.resolvedMs === null ? 1 : -1));
  for (const alert of inTurn) latest.set(`${alert.kind} ${alert.severity} ${alert.subject}`, alert);
  return [...latest.values()];
}

/**
 * Prometheus Alertmanager, API v2. It wants to be told again and again of alerts that last, and for a while of those that
 * are over; it knows them by their labels, so that nothing is doubled by telling. A watchdog always fires: when it stops,
 * Alertmanager can tell somebody that we have.
 */
export class Alertmanager {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly url: string,
    private readonly outgoing: OutgoingClient,
  ) {}

  /** Tells everything that is active, or has ended lately. An alert that cannot be put into words takes no other with it. */
  async tell(alerts: readonly Alert[], nowMs: number): Promise<Result<null, NotifierRefusal>> {
    const unsaid: string[] = [];
    const told = latestOf(alerts).flatMap((alert) => {
      try {
        return [this.told(alert, nowMs)];
      } catch (error) {
        unsaid.push(`${alert.id}: ${messageOf(error)}`);
        return [];
      }
    });
    const body = JSON.stringify([this.watchdog(nowMs), ...told]);
    const url = `${this.url.replace(/\/$/, '')}/api/v2/alerts`;
    try {
      const answer = await this.outgoing.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'error',
      });
      if (answer.ok) {
        await answer.body?.cancel();
        return unsaid.length === 0 ? ok(null) : failed({ message: unsaid.join('; '), kind: 'unsayable' });
      }
      const message = `answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`;
      return failed({ message, kind: 'unreachable' });
    } catch (error) {
      return failed({ message: messageOf(error), kind: 'unreachable' });
    }
  }

  private told(alert: Alert, nowMs: number): object {
    const { kind, severity, subject, system, firedMs, resolvedMs } = alert;
    const entry = system === null ? undefined : this.catalogue.systems.get(system);
    const owner = entry && ownerOn(this.catalogue, entry, cityDate(firedMs));
    const { sv, en } = wordingOf(this.catalogue, alert);
    return {
      labels: {
        alertname: alertName(kind),
        severity,
        subject,
        ...(system === null ? {} : { system }),
        ...(owner === undefined ? {} : { unit: owner }),
      },
      annotations: { summary: sv, summary_en: en, id: alert.id },
      startsAt: rfc3339(firedMs),
      endsAt: rfc3339(resolvedMs ?? nowMs + HOLDS_MS),
    };
  }

  private watchdog(nowMs: number): object {
    return {
      labels: { alertname: 'PerspektivWatchdog', severity: 'none' },
      annotations: { summary: 'Perspektiv lever. Larma när det här larmet upphör.' },
      startsAt: rfc3339(nowMs),
      endsAt: rfc3339(nowMs + HOLDS_MS),
    };
  }
}
