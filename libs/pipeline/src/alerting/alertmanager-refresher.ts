import { type Alert, failed, messageOf } from '#core';
import { type Alertmanager, RESOLVED_FOR_MS, channelsOf } from '#alert';
import { type Stage } from '../stage.js';
import { type ChannelStatus } from './alert-lane.js';
import { alertmanagersOf } from './notifiers.js';

/** How often Alertmanagers, which forget, are told of active alerts. */
const REFRESH_EVERY_MS = 60_000;

/** How an Alertmanager does; see {@link ChannelStatus}. */
type Health = Pick<ChannelStatus, 'failingSinceMs' | 'problem'>;

/** Tells every Alertmanager which alerts are active or have ended lately, again and again. */
export class AlertmanagerRefresher {
  /** Pushes that failed since the start. */
  failures = 0;
  private alertmanagers: ReadonlyMap<string, Alertmanager>;
  private readonly health = new Map<string, Health>();
  /** By the monotonic clock. */
  private refreshedMs = -Infinity;

  constructor(private readonly stage: Pick<Stage, 'catalogue' | 'outgoing'>) {
    this.alertmanagers = alertmanagersOf(stage.catalogue, stage.outgoing);
  }

  /** The catalogue has changed: those that it has now are told soon. */
  renew(): void {
    this.alertmanagers = alertmanagersOf(this.stage.catalogue, this.stage.outgoing);
    this.refreshedMs = -Infinity;
  }

  /** The same as {@link refresh}, when it is time to. */
  async refreshWhenDue(alerts: readonly Alert[], nowMs: number): Promise<void> {
    if (performance.now() - this.refreshedMs >= REFRESH_EVERY_MS) await this.refresh(alerts, nowMs);
  }

  /** Tells them now; after a failure it is due again at once. */
  async refresh(alerts: readonly Alert[], nowMs: number): Promise<void> {
    const told = alerts.filter(({ resolvedMs }) => (resolvedMs ?? Infinity) > nowMs - RESOLVED_FOR_MS);
    const ok = await Promise.all([...this.alertmanagers].map((each) => this.tell(each, told, nowMs)));
    const failures = ok.filter((isOk) => !isOk).length;
    this.failures += failures;
    this.refreshedMs = failures === 0 ? performance.now() : -Infinity;
  }

  /** How each does; nothing waits here, for everything is told anew each time. */
  channels(): ChannelStatus[] {
    return [...this.alertmanagers.keys()].map((channel) => ({
      channel,
      waiting: 0,
      givenUp: 0,
      failingSinceMs: undefined,
      problem: undefined,
      ...this.health.get(channel),
    }));
  }

  private async tell(
    [channel, alertmanager]: readonly [string, Alertmanager],
    alerts: readonly Alert[],
    nowMs: number,
  ): Promise<boolean> {
    const answer = await alertmanager
      .tell(
        alerts.filter((alert) => this.isFor(channel, alert)),
        nowMs,
      )
      .catch((error: unknown) => failed({ message: messageOf(error) }));
    const problem = answer.ok ? undefined : answer.problem.message;
    const sinceMs = answer.ok ? null : (this.health.get(channel)?.failingSinceMs ?? nowMs);
    this.health.set(channel, { failingSinceMs: sinceMs, problem });
    return answer.ok;
  }

  /** Where nobody can say whom an alert is for, all are told. */
  private isFor(channel: string, alert: Alert): boolean {
    try {
      return channelsOf(this.stage.catalogue, alert).has(channel);
    } catch {
      return true;
    }
  }
}
