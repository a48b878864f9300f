import { COLLECTOR_OUTCOMES } from '#core';
import { type Perspektiv } from '#pipeline';
import { Gauge, type Registry } from 'prom-client';

/** How the sources that are fetched from fare, for Prometheus; as the run log has it. */
export class CollectorMetrics {
  private readonly outcome: Gauge;
  private readonly rows: Gauge;
  private readonly seconds: Gauge;
  private readonly success: Gauge;
  private readonly stale: Gauge;
  private readonly next: Gauge;

  constructor(
    private readonly perspektiv: Pick<Perspektiv, 'collecting'>,
    registry: Registry,
  ) {
    const gauge = (name: string, help: string, ...labels: string[]): Gauge =>
      new Gauge({
        name: `perspektiv_collector_${name}`,
        help,
        labelNames: ['collector', ...labels],
        registers: [registry],
      });
    this.outcome = gauge(
      'last_run_outcome',
      'How the last run of a collector ended: 1 for its outcome.',
      'outcome',
    );
    this.rows = gauge('last_run_rows', 'Rows of the last run: read, stored, unchanged, refused.', 'what');
    this.seconds = gauge('last_run_duration_seconds', 'How long the last run took.');
    this.success = gauge('last_success_timestamp_seconds', 'When a run of the collector last ended well.');
    this.stale = gauge(
      'stale',
      'Whether the source has given nothing that it should have for too long: 1 if so.',
    );
    this.next = gauge('next_run_timestamp_seconds', "When the collector's next turn comes.");
  }

  async collect(nowMs: number): Promise<void> {
    for (const gauge of [this.outcome, this.rows, this.seconds, this.success, this.stale, this.next])
      gauge.reset();
    for (const {
      id: collector,
      next,
      lastSuccessAt,
      staleSince,
      runs,
    } of await this.perspektiv.collecting.overviews(nowMs)) {
      this.next.set({ collector }, Date.parse(next) / 1_000);
      this.stale.set({ collector }, staleSince === null ? 0 : 1);
      if (lastSuccessAt !== null) this.success.set({ collector }, Date.parse(lastSuccessAt) / 1_000);
      const last = runs.find(({ outcome }) => outcome !== 'running');
      if (!last) continue;
      for (const outcome of COLLECTOR_OUTCOMES)
        this.outcome.set({ collector, outcome }, outcome === last.outcome ? 1 : 0);
      for (const what of ['read', 'stored', 'unchanged', 'refused'] as const)
        this.rows.set({ collector, what }, last[what]);
      if (last.durationMs !== null) this.seconds.set({ collector }, last.durationMs / 1_000);
    }
  }
}
