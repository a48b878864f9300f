import { type Result, type SystemState, failed, messageOf, ok } from '#core';
import { Mailer } from '#alert';
import { type ConfirmedState } from '#collect';
import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { AddressPolicy, OutgoingClient } from '#outgoing';
import { type Store, openStore } from '#store';
import { AlertCycle } from './alerting/alert-cycle.js';
import { ArrivingFiles } from './handing-in/arriving-files.js';
import { CollectCycle } from './measuring/collect-cycle.js';
import { AuditLog } from './process/audit-log.js';
import { EditionCycle } from './closing/edition-cycle.js';
import { Editions } from './closing/editions.js';
import { ExplainCycle } from './scoring/explain-cycle.js';
import { Heartbeats } from './measuring/heartbeats.js';
import { IntakeCycle } from './handing-in/intake-cycle.js';
import { LaidOutScorecards } from './chores/laid-out-scorecards.js';
import { Links } from './handing-in/links.js';
import { MaintenanceDesk } from './measuring/maintenance-desk.js';
import { MaintenancePlan } from './measuring/maintenance-plan.js';
import { Outages } from './measuring/outages.js';
import { type ProbingPlace } from './measuring/own-probes.js';
import { PortfolioCycle } from './scoring/portfolio-cycle.js';
import { Present, type VantageState } from './measuring/present.js';
import { Remarks } from './scoring/remarks.js';
import { ReminderCycle } from './handing-in/reminders/reminder-cycle.js';
import { Revert } from './handing-in/revert.js';
import { ScoreCycle } from './scoring/score-cycle.js';
import { Shares } from './measuring/sharing.js';
import { type Settings, secretReader } from './process/settings.js';
import { StandingMeasures } from './scoring/standing-measures.js';
import { StatusCycle } from './status/status-cycle.js';
import { StatusMessages } from './status/status-messages.js';
import { Verdicts } from './measuring/verdicts.js';

/** What other processes roll up is looked up again so often; of what ended longer ago than this, so seldom. */
const LOOK_AGAIN_MS = 10_000;
const CLOSED_AFTER_MS = 86_400_000;
const LOOK_AGAIN_LATE_MS = 600_000;

/** What time it is; another clock than the machine's serves tests. */
export type Clock = () => number;

/**
 * The whole system on one data folder: data enters by `collect` and `intake`, rests in `store`, is judged by `score`,
 * questioned in `explain`, remarked on by people in `remarks`, and closed by `edition`; what everybody may see of the present is in `status`.
 */
export class Perspektiv {
  readonly collect: CollectCycle;
  readonly heartbeats: Heartbeats;
  readonly arriving: ArrivingFiles;
  readonly intake: IntakeCycle;
  readonly revert: Revert;
  readonly links: Links;
  readonly reminders: ReminderCycle;
  readonly score: ScoreCycle;
  readonly explain: ExplainCycle;
  readonly remarks: Remarks;
  readonly edition: EditionCycle;
  readonly portfolios: PortfolioCycle;
  readonly standing: StandingMeasures;
  readonly laidOut: LaidOutScorecards;
  readonly maintenance: MaintenancePlan;
  readonly maintenanceDesk: MaintenanceDesk;
  readonly outages: Outages;
  readonly statusMessages: StatusMessages;
  readonly status: StatusCycle;
  readonly alerts: AlertCycle;
  /** Where this process may connect to. */
  readonly reachable: AddressPolicy;
  /** What it asks others by. */
  readonly outgoing: OutgoingClient;
  /** What mail leaves by; `null` when the city has named no server. */
  readonly mailer: Mailer | null;
  private readonly present: Present;
  private readonly shares: Shares | null;
  readonly audit: AuditLog;

  private constructor(
    readonly settings: Settings,
    readonly catalogue: Catalogue,
    readonly store: Store,
    /** Milliseconds since the epoch. */
    readonly nowMs: Clock,
  ) {
    const { ledger, timeSeries, membership } = store;
    const editions = new Editions(ledger);
    this.reachable = new AddressPolicy(catalogue.rules.reachableNetworks);
    this.outgoing = new OutgoingClient(this.reachable);
    const { mail } = catalogue.notifications;
    const secretOf = secretReader();
    const password = mail?.password ? secretOf(mail.password) : null;
    this.mailer = mail ? new Mailer({ settings: mail, password, reachable: this.reachable }) : null;
    this.maintenance = new MaintenancePlan(catalogue, ledger);
    const verdicts = new Verdicts(ledger, settings.vantage);
    const others = membership && { timeSeries, verdicts };
    this.present = new Present(catalogue, this.maintenance, settings.vantage, others);
    const { maintenance, present } = this;
    this.heartbeats = new Heartbeats(catalogue, ledger, nowMs(), membership !== null);
    this.shares = membership && new Shares(membership, settings.vantage, nowMs);
    const place: ProbingPlace = {
      vantage: settings.vantage,
      secretOf,
      callsOf: (probe) => this.heartbeats.callsOf(probe),
      shares: this.shares,
    };
    const onNews = (): void => {
      this.alerts.wake();
    };
    const onConfirmed = (confirmed: ConfirmedState): void => {
      onNews();
      if (membership) verdicts.tell(confirmed).catch(() => undefined); // the next sample tells as much
    };
    this.collect = new CollectCycle({
      ...{ catalogue, timeSeries, maintenance, present },
      ...{ place, onNews, onConfirmed },
    });
    this.maintenanceDesk = new MaintenanceDesk(maintenance, this.collect);
    this.outages = new Outages({ catalogue, ledger, timeSeries });
    this.alerts = new AlertCycle({
      sources: { catalogue, timeSeries, maintenance, present, collect: this.collect },
      senders: { outgoing: this.outgoing, mailer: this.mailer, secretOf },
      ledger,
      nowMs,
      isShared: membership !== null,
    });
    this.arriving = new ArrivingFiles(settings.dataFolder, catalogue.rules.uploads);
    this.intake = new IntakeCycle(catalogue, store, editions);
    this.revert = new Revert({ ledger, intake: this.intake, editions });
    this.links = new Links(ledger, settings);
    this.remarks = new Remarks(ledger);
    this.audit = new AuditLog(ledger);
    this.score = new ScoreCycle({
      catalogue,
      ledger,
      timeSeries,
      remarks: this.remarks,
      nowMs,
      projectionRevision: () => this.intake.projectionRevision,
      rollUpRevision: (beforeMs) => this.collect.rollUpRevision(beforeMs) + this.othersRevision(beforeMs),
    });
    const { links, score: deliveries, mailer: post } = this;
    this.reminders = new ReminderCycle({ catalogue, ledger, score: deliveries, links, post });
    this.explain = new ExplainCycle({ catalogue, ledger, timeSeries, score: this.score });
    this.standing = new StandingMeasures(catalogue, this.score);
    this.portfolios = new PortfolioCycle(
      catalogue,
      timeSeries,
      () => this.intake.projectionRevision + this.othersRevision(nowMs()),
    );
    this.statusMessages = new StatusMessages(ledger);
    this.status = new StatusCycle({
      catalogue,
      timeSeries,
      collect: this.collect,
      maintenance: this.maintenance,
      messages: this.statusMessages,
      states: () => this.systemStates(),
      measuredMs: () => present.measuredMs(),
    });
    const { intake, score, remarks } = this;
    const programVersion = settings.version;
    this.edition = new EditionCycle({ catalogue, ledger, intake, score, remarks, editions, programVersion });
    this.laidOut = new LaidOutScorecards(catalogue, this.edition, store.scorecards);
  }

  /** Loads the config and opens the store; the failure is every reason at once, as sentences. */
  static async open(settings: Settings, nowMs: Clock = Date.now): Promise<Result<Perspektiv>> {
    const catalogue = await loadCatalogue(settings.configFolder);
    if (!catalogue.ok) return failed(describeFaults(catalogue.problem));
    return Perspektiv.over(catalogue.value, settings, nowMs);
  }

  /** The same for a catalogue that is at hand already. */
  static async over(
    catalogue: Catalogue,
    settings: Settings,
    nowMs: Clock = Date.now,
  ): Promise<Result<Perspektiv>> {
    try {
      const store = await openStore(settings.dataFolder, catalogue.datasets.values(), {
        ...settings,
        systems: catalogue.systems.values(),
      });
      const perspektiv = new Perspektiv(settings, catalogue, store, nowMs);
      await perspektiv.arriving.clear();
      await perspektiv.intake.catchUp();
      await perspektiv.heartbeats.restore();
      await perspektiv.present.restore(store.timeSeries, nowMs());
      return ok(perspektiv);
    } catch (error) {
      return failed(messageOf(error));
    }
  }

  /** How every probed system is now. */
  systemStates(): Promise<SystemState[]> {
    return this.present.states(this.nowMs());
  }

  /** How every vantage point is doing now. */
  vantageStates(): VantageState[] {
    return this.present.vantages(this.nowMs());
  }

  /**
   * Whether the schedule is this process' to run. One that shares its store and does not lead, or cannot know, leaves
   * deciding on alerts to the one that does. Throws when the ledger does not answer.
   */
  async leads(): Promise<boolean> {
    const { membership } = this.store;
    let leads = membership === null;
    try {
      leads ||= (await membership?.leads()) ?? false;
      return leads;
    } finally {
      if (!leads) await this.alerts.rest();
    }
  }

  /** Grows for as long as other processes may write what begins before an instant: often while it is open, seldom then. */
  private othersRevision(beforeMs: number): number {
    if (this.store.membership === null) return 0;
    const nowMs = this.nowMs();
    return Math.floor(nowMs / (beforeMs < nowMs - CLOSED_AFTER_MS ? LOOK_AGAIN_LATE_MS : LOOK_AGAIN_MS));
  }

  /** Leaves to others what they share with us: resolves when they have taken it over, and goes on with it until then. */
  async handOver(): Promise<void> {
    await this.shares?.leave();
  }

  /** Stops probing, stores what was measured, and lets the files go. */
  async close(): Promise<void> {
    await this.collect.stop(this.nowMs());
    await this.alerts.close();
    this.mailer?.close();
    await this.intake.close();
    await this.outgoing.close();
    await this.store.close();
  }
}
