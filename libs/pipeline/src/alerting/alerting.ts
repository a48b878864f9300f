import { type Measuring } from '../measuring/measuring.js';
import { type Stage } from '../stage.js';
import { type ChannelStatus } from './alert-lane.js';
import { AlertCycle } from './alert-cycle.js';
import { type Collectors } from './alert-facts.js';
import { AlertmanagerRefresher } from './alertmanager-refresher.js';
import { DeadMansHeartbeat } from './dead-mans-heartbeat.js';

/** Alerts: decided and journalled, and told to people, to Alertmanagers and to the dead man's switch. */
export class Alerting {
  readonly alerts: AlertCycle;
  private readonly alertmanagers: AlertmanagerRefresher;
  private readonly heartbeat: DeadMansHeartbeat;

  constructor(
    private readonly stage: Stage,
    measuring: Measuring,
    sources: Collectors,
  ) {
    const { catalogue, config, outgoing } = stage;
    this.alertmanagers = new AlertmanagerRefresher(stage);
    this.heartbeat = new DeadMansHeartbeat(catalogue, outgoing);
    this.alerts = new AlertCycle(stage, { measuring, sources }, this.alertmanagers);
    measuring.present.whenChanged(() => {
      this.alerts.wake();
    });
    config.whenTaken(() => {
      this.alertmanagers.renew();
      return this.alerts.renew();
    });
  }

  /** This process leads: when it did not before, it decides at once. */
  async takeUp(): Promise<void> {
    if (!this.alerts.isRunning) await this.tick();
  }

  /** A turn of the schedule: decides, and tells those again who forget. */
  async tick(): Promise<void> {
    if (!(await this.alerts.decideNow())) return;
    const nowMs = this.stage.nowMs();
    await this.alertmanagers.refreshWhenDue(this.alerts.alerts(), nowMs);
    if (!this.alerts.isPipelineLate()) await this.heartbeat.beat();
  }

  /** For the metrics: what waits in each channel, and how many attempts to tell anybody have failed. */
  status(): { readonly channels: readonly ChannelStatus[]; readonly failures: number } {
    const { channels, failures } = this.alerts.postStatus();
    return { channels, failures: failures + this.alertmanagers.failures + this.heartbeat.failures };
  }

  close(): Promise<void> {
    return this.alerts.close();
  }
}
