import { type Catalogue } from '#catalogue';
import { type OutgoingClient } from '#outgoing';

/** Calls a service that raises the alarm when the calls stop: when this program is down, or can no longer decide. */
export class DeadMansHeartbeat {
  /** Calls that failed since the start. */
  failures = 0;
  /** By the monotonic clock. */
  private calledMs = -Infinity;

  constructor(
    private readonly catalogue: Pick<Catalogue, 'notifications'>,
    private readonly outgoing: OutgoingClient,
  ) {}

  /** Calls when it is time to. Must be called only while the follow-up itself is well. */
  async beat(): Promise<void> {
    const settings = this.catalogue.notifications.heartbeat;
    const nowMs = performance.now();
    if (!settings || nowMs - this.calledMs < settings.everySeconds * 1_000) return;
    try {
      const answer = await this.outgoing.fetch(settings.url);
      await answer.body?.cancel();
      if (answer.ok) this.calledMs = nowMs;
      else this.failures++;
    } catch {
      this.failures++;
    }
  }
}
