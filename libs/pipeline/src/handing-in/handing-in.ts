import { type Scoring } from '../scoring/scoring.js';
import { type Stage } from '../stage.js';
import { ArrivingFiles } from './arriving-files.js';
import { Asking } from './asking/asking.js';
import { IntakeCycle } from './intake-cycle.js';
import { LinkSecret } from './link-secret.js';
import { Links } from './links.js';
import { NotApplicable } from './not-applicable.js';
import { type PrefillOrder, type PrefilledRow, prefilledRows } from './prefill.js';
import { ReminderCycle } from './reminders/reminder-cycle.js';
import { Revert } from './revert.js';

/** Where people hand data in, take it back, are asked, and are reminded of what they owe. */
export class HandingIn {
  readonly arriving: ArrivingFiles;
  readonly intake: IntakeCycle;
  readonly revert: Revert;
  readonly links: Links;
  readonly notApplicable: NotApplicable;
  /** The rows that a template is filled in with. */
  readonly prefilled: (order: PrefillOrder) => Promise<PrefilledRow[]>;
  readonly reminders: ReminderCycle;
  readonly asking: Asking;

  constructor(stage: Stage, { editions, score }: Scoring) {
    const { catalogue, journal, ledger, settings, mailer: post } = stage;
    this.arriving = new ArrivingFiles(settings.dataFolder, catalogue.rules.uploads);
    this.intake = new IntakeCycle(stage, editions);
    stage.config.whenTaken(() => this.intake.renew());
    this.revert = new Revert({ catalogue: stage.catalogue, ledger, intake: this.intake, editions });
    const secret = new LinkSecret(settings);
    this.links = new Links(journal, secret);
    this.asking = new Asking(stage, this.intake, secret);
    this.prefilled = (order) => prefilledRows({ catalogue, facts: stage.store.facts }, order);
    this.notApplicable = new NotApplicable({ catalogue, ledger, intake: this.intake, score });
    this.reminders = new ReminderCycle({ ...stage, score, links: this.links, post });
  }

  /** Does some work while nothing is handed in at this process. */
  readonly standstill = <T>(work: () => Promise<T>): Promise<T> => this.intake.undisturbed(work);

  /** Finishes what a crash has left. Only who holds the data folder may call this. */
  restore(): Promise<void> {
    return this.arriving.clear();
  }

  close(): Promise<void> {
    return this.intake.close();
  }
}
