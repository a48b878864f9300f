import { completenessRatio } from '#core';
import { Perspektiv } from '#pipeline';
import { Injectable } from '@nestjs/common';
import { CollectorMetrics } from './collector-metrics.js';
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';

/** What Prometheus reads: the pipeline's own health, the probes' last verdicts, and the measures (formats.md, section 2). */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  /** What names systems, units, measures, or other things of the catalogue. */
  private readonly naming = new Registry();

  /** Scheduled tasks that ended, by outcome: `done`, `failed`, or `left` to the process that leads. */
  readonly runs = new Counter({
    name: 'perspektiv_runs_total',
    help: 'Scheduled tasks that ended, by outcome.',
    labelNames: ['task', 'outcome'],
    registers: [this.registry],
  });
  readonly lastRun = this.gauge('perspektiv_last_run_timestamp_seconds', 'When a task last ended well.', [
    'task',
  ]);

  /** How often a task's turn comes. */
  readonly taskInterval = this.gauge('perspektiv_task_interval_seconds', 'How often a task runs.', ['task']);

  private readonly samples = this.total(
    'perspektiv_samples_stored_total',
    'Samples stored since the process started.',
  );
  private readonly queue = this.gauge('perspektiv_queue_length', 'Samples measured and not yet stored.');
  private readonly failures = this.total(
    'perspektiv_store_failures_total',
    'Writes that failed since the process started.',
  );
  private readonly lag = this.gauge(
    'perspektiv_roll_up_lag_seconds',
    'How far the roll-ups are behind the clock.',
  );
  private readonly spool = this.gauge(
    'perspektiv_spool_bytes',
    'Acknowledged and waiting on disk for the engine of the time series.',
  );
  private readonly spoolFailures = this.total(
    'perspektiv_spool_failures_total',
    'Tries to deliver to the engine that failed since the process started.',
  );
  private readonly rejectedLines = this.gauge(
    'perspektiv_spool_rejected_lines',
    'Lines set aside because the engine will never take them.',
  );
  private readonly boardParts = this.gauge(
    'perspektiv_boards_waiting_parts',
    'Parts of the copy for boards that are not as they should be, as of the last turn of the process that lays them out.',
  );
  private readonly boardsComplete = this.gauge(
    'perspektiv_boards_complete_timestamp_seconds',
    'When this process last had laid out everything for boards; 0 before it has.',
  );
  private readonly up = this.namingGauge(
    'perspektiv_probe_up',
    'Last verdict of a probe: 1 up or degraded, 0 down.',
    ['target', 'system', 'vantage'],
  );
  private readonly probes = this.total(
    'perspektiv_probes_taken_total',
    'Scheduled probes taken since the process started.',
  );
  private readonly probeDelay = this.total(
    'perspektiv_probe_start_delay_seconds_total',
    'How long after they were due these probes began, all together, with their wait for a turn to shake hands.',
  );
  private readonly threadsLost = this.total(
    'perspektiv_probing_threads_lost_total',
    'Times that the thread which takes probes ended by itself, or hung, since the process started.',
  );
  private readonly alerts = this.gauge('perspektiv_alerts', 'Alerts that last.', ['kind', 'severity']);
  private readonly notices = this.gauge(
    'perspektiv_alert_notices_waiting',
    'Messages and notices of alerts that have not reached their channel.',
    ['channel'],
  );
  private readonly givenUp = this.gauge(
    'perspektiv_alert_messages_given_up',
    'Messages of alerts that a channel would not take since the process started; other channels told them.',
    ['channel'],
  );
  private readonly failing = this.namingGauge(
    'perspektiv_failing',
    'How often in a row a task has failed, or a thing that is set aside so that the rest goes on.',
    ['subject'],
  );
  private readonly configTaken = this.gauge(
    'perspektiv_config_taken_timestamp_seconds',
    'When the config that is in use was taken into use.',
  );
  private readonly configCurrent = this.gauge(
    'perspektiv_config_current',
    '1: what the config folder holds is in use; 0: it is refused, or needs a restart.',
  );
  private readonly deliveryFailures = this.total(
    'perspektiv_alert_delivery_failures_total',
    'Attempts to tell of alerts that failed since the process started.',
  );
  private readonly value = this.namingGauge(
    'perspektiv_measure_value',
    'Value in the last whole period of each type.',
    ['measure', 'subject_kind', 'subject', 'period_type'],
  );
  private readonly score = this.namingGauge('perspektiv_measure_score', 'Score 0–100 in the same period.', [
    'measure',
    'subject_kind',
    'subject',
    'period_type',
  ]);
  private readonly completeness = this.namingGauge(
    'perspektiv_completeness_ratio',
    'Delivered / expected, 0–1.',
    ['measure', 'subject_kind', 'subject', 'period_type'],
  );

  private readonly collectors: CollectorMetrics;

  constructor(private readonly perspektiv: Perspektiv) {
    this.collectors = new CollectorMetrics(perspektiv, this.naming);
    collectDefaultMetrics({ register: this.registry, prefix: 'perspektiv_process_' });
  }

  /** Everything as it stands, in Prometheus' text format; for somebody who may not read, nothing that names anything. */
  async text(nowMs: number, { mayRead }: { readonly mayRead: boolean }): Promise<string> {
    this.collectPipeline(nowMs);
    this.collectAlerts();
    const own = await this.registry.metrics();
    if (!mayRead) return own;
    await this.collectors.collect(nowMs);
    this.collectMeasures();
    return `${own}\n${await this.naming.metrics()}`;
  }

  private collectPipeline(nowMs: number): void {
    const status = this.perspektiv.measuring.collect.status();
    this.samples(status.stored);
    this.queue.set(status.queued);
    this.failures(status.failures);
    this.probes(status.punctuality.taken);
    this.probeDelay(status.punctuality.delayMs / 1_000);
    this.threadsLost(status.threadsLost);
    this.lag.set(status.rolledUpToMs === null ? 0 : Math.max(0, nowMs - status.rolledUpToMs) / 1_000);
    const delivery = this.perspektiv.store.delivery?.();
    this.spool.set(delivery?.waitingBytes ?? 0);
    this.spoolFailures(delivery?.failures ?? 0);
    this.rejectedLines.set(delivery?.rejectedLines ?? 0);
    const copy = this.perspektiv.boards.status();
    const config = this.perspektiv.config.status();
    this.configTaken.set(config.takenMs / 1_000);
    this.configCurrent.set(config.isRefused ? 0 : 1);
    this.boardParts.set(copy.waiting ?? 0);
    this.boardsComplete.set((copy.completeAtMs ?? 0) / 1_000);
    this.up.reset();
    for (const { target, system, state } of status.verdicts) {
      this.up.set({ target, system, vantage: status.vantage }, state === 'down' ? 0 : 1);
    }
  }

  private collectAlerts(): void {
    this.alerts.reset();
    for (const { kind, severity, resolvedMs } of this.perspektiv.alerting.alerts.alerts()) {
      if (resolvedMs === null) this.alerts.inc({ kind, severity });
    }
    const { channels, failures } = this.perspektiv.alerting.status();
    for (const { channel, waiting, givenUp } of channels) {
      this.notices.set({ channel }, waiting);
      this.givenUp.set({ channel }, givenUp);
    }
    this.deliveryFailures(failures);
    this.failing.reset();
    const { failures: own } = this.perspektiv.stage;
    for (const { subject, times } of [...own.lasting(), ...own.setAside()])
      this.failing.set({ subject }, times);
  }

  /** As they were last drawn (libs/pipeline/src/scoring/standing-measures.ts): a scrape computes nothing. */
  private collectMeasures(): void {
    for (const gauge of [this.value, this.score, this.completeness]) gauge.reset();
    for (const { unit, periodType, measure } of this.perspektiv.scoring.standing.measures) {
      const labels = { measure: measure.id, subject_kind: 'unit', subject: unit, period_type: periodType };
      if (measure.value.kind === 'number') this.value.set(labels, measure.value.number);
      if (measure.score !== null) this.score.set(labels, measure.score);
      const ratio = completenessRatio(measure.completeness);
      if (ratio !== null) this.completeness.set(labels, ratio);
    }
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  private namingGauge(name: string, help: string, labelNames: string[]): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.naming] });
  }

  /** A counter of what somebody else counts; takes each new total. */
  private total(name: string, help: string): (total: number) => void {
    const counter = new Counter({ name, help, registers: [this.registry] });
    return (total) => {
      counter.reset();
      counter.inc(total);
    };
  }
}
