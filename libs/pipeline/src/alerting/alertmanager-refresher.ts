import { type Alert } from '#core';
import { type Alertmanager, RESOLVED_FOR_MS, channelsOf } from '#alert';
import { type Catalogue } from '#catalogue';
import { type OutgoingClient } from '#outgoing';
import { alertmanagersOf } from './notifiers.js';

/** How often Alertmanagers, which forget, are told of active alerts. */
const REFRESH_EVERY_MS = 60_000;

/** Tells every Alertmanager which alerts are active or have ended lately, again and again. */
export class AlertmanagerRefresher {
  /** Pushes that failed since the start. */
  failures = 0;
  private readonly alertmanagers: ReadonlyMap<string, Alertmanager>;
  private refreshedMs = -Infinity;

  constructor(
    private readonly catalogue: Catalogue,
    outgoing: OutgoingClient,
  ) {
    this.alertmanagers = alertmanagersOf(catalogue, outgoing);
  }

  /** The same as {@link refresh}, when it is time to. */
  async refreshWhenDue(alerts: readonly Alert[], nowMs: number): Promise<void> {
    if (nowMs - this.refreshedMs >= REFRESH_EVERY_MS) await this.refresh(alerts, nowMs);
  }

  /** Tells them now; after a failure it is due again at once. */
  async refresh(alerts: readonly Alert[], nowMs: number): Promise<void> {
    const told = alerts.filter(({ resolvedMs }) => (resolvedMs ?? Infinity) > nowMs - RESOLVED_FOR_MS);
    const answers = await Promise.all(
      [...this.alertmanagers].map(([channel, alertmanager]) =>
        alertmanager.tell(
          told.filter((alert) => channelsOf(this.catalogue, alert).has(channel)),
          nowMs,
        ),
      ),
    );
    const failures = answers.filter(({ ok }) => !ok).length;
    this.failures += failures;
    this.refreshedMs = failures === 0 ? nowMs : -Infinity;
  }
}
