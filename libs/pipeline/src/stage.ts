import { type Catalogue } from '#catalogue';
import { AddressPolicy, Mailer, OutgoingClient, PullClient } from '#outgoing';
import { type Facts, type Ledger, type Membership, type Store, type TimeSeries, openStore } from '#store';
import { AuditLog } from './process/audit-log.js';
import { AuditedCalls } from './process/audited-calls.js';
import { ConfigInUse } from './process/config-in-use.js';
import { EndedSessions } from './process/ended-sessions.js';
import { Failures } from './process/failures.js';
import { Journal } from './process/journal.js';
import { Revisions } from './process/revisions.js';
import { type Secrets } from './process/secrets.js';
import { type Settings, secretReader } from './process/settings.js';
import { expectRestored } from './process/unfinished-restore.js';

export { type Entry, Journal } from './process/journal.js';
export { Failures } from './process/failures.js';
export { type ConfirmedFailure, type Content, type Edition } from './process/journal-kinds.js';

/** What time it is, milliseconds since the epoch; tests bring another clock than the machine's. */
export type Clock = () => number;

/** Who says something, and when. */
export interface Signed {
  readonly by: string;
  readonly nowMs: number;
}

/** What every room is built from. */
export interface Stage {
  readonly settings: Settings;
  /** What all go by; its parts are replaced when the config folder has changed, and then `config` tells. */
  readonly catalogue: Catalogue;
  readonly config: Pick<ConfigInUse, 'whenTaken' | 'changeTo' | 'take'>;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly journal: Journal;
  /** What scores, status pages and alerts are computed from. */
  readonly facts: Facts;
  /** Samples. */
  readonly timeSeries: TimeSeries;
  /** Who works on the store at the same time; `null` when this process is the only one that may. */
  readonly membership: Membership | null;
  /** Counts what has been rolled up. */
  readonly revisions: Revisions;
  readonly nowMs: Clock;
  /** Who changed what, or tried to. */
  readonly audit: AuditLog;
  readonly endedSessions: EndedSessions;
  /** What of the follow-up itself fails. */
  readonly failures: Failures;
  readonly secrets: Secrets;
  /** Where this process may connect to. */
  readonly reachable: AddressPolicy;
  /** What it asks others by. */
  readonly outgoing: OutgoingClient;
  /** What collectors fetch by. */
  readonly pull: PullClient;
  /** What mail leaves by; `null` when the city has named no server. */
  readonly mailer: Mailer | null;
}

function mailerOf({ notifications }: Catalogue, secrets: Secrets, reachable: AddressPolicy): Mailer | null {
  const { mail } = notifications;
  if (!mail) return null;
  const password = mail.password ? secrets.of(mail.password) : null;
  return new Mailer({ settings: mail, password, reachable });
}

/** Opens the store and the way out. Throws what {@link openStore} throws. */
export async function openStage(loaded: Catalogue, settings: Settings, nowMs: Clock): Promise<Stage> {
  expectRestored(settings.dataFolder);
  const config = new ConfigInUse(loaded);
  const { catalogue } = config;
  const { keepSamplesMonths } = catalogue.rules;
  const engines = { ...settings, systems: () => catalogue.systems, keepSamplesMonths };
  const opened = await openStore(settings.dataFolder, catalogue.datasets.values(), engines);
  const calls = new AuditedCalls();
  const store = { ...opened, ledger: calls.overseeing(opened.ledger) };
  const { ledger, facts, timeSeries, membership } = store;
  const failures = new Failures();
  const journal = new Journal(ledger, failures);
  const secrets = secretReader();
  const revisions = new Revisions(nowMs, membership !== null);
  config.whenTaken(() => {
    revisions.configTaken();
  });
  const reachable = new AddressPolicy(catalogue.rules.reachableNetworks);
  return {
    settings,
    catalogue,
    config,
    store,
    ledger,
    journal,
    facts,
    timeSeries,
    membership,
    revisions,
    nowMs,
    audit: new AuditLog(journal, calls),
    endedSessions: new EndedSessions(journal),
    failures,
    secrets,
    reachable,
    outgoing: new OutgoingClient(reachable),
    pull: new PullClient(reachable),
    mailer: mailerOf(catalogue, secrets, reachable),
  };
}

/** Lets go of what {@link openStage} opened. */
export async function closeStage({ mailer, outgoing, pull, store }: Stage): Promise<void> {
  mailer?.close();
  pull.close();
  await outgoing.close();
  await store.close();
}
