import { type Closing } from '../closing/closing.js';
import { type Scoring } from '../scoring/scoring.js';
import { type Stage } from '../stage.js';
import { AvailabilityReports, type MeasuredTimes } from './availability-reports.js';
import { Deliveries } from './deliveries.js';
import { DeliveryJournal } from './delivery-journal.js';
import { ExportArchive } from './export-archive.js';
import { IlsExports } from './ils-exports.js';
import { OpenDataShelf } from './open-data-shelf.js';
import { deliverDue } from './scheduled-deliveries.js';

/** By whom deliveries are tried again. */
const BY = 'schedule';

/** Where closed figures leave the house: made from editions, checked, stored, and only then sent. */
export class Leaving {
  readonly archive: ExportArchive;
  readonly ils: IlsExports;
  readonly deliveries: Deliveries;
  readonly openData: OpenDataShelf;
  readonly availabilityReports: AvailabilityReports;

  constructor(
    private readonly stage: Stage,
    { remarks, editions }: Scoring,
    { edition }: Closing,
    measured: MeasuredTimes,
  ) {
    const { catalogue, ledger } = stage;
    this.archive = new ExportArchive(ledger);
    this.openData = new OpenDataShelf({ ...stage, edition, editions });
    this.availabilityReports = new AvailabilityReports({ ...stage, edition, measured });
    this.ils = new IlsExports({ catalogue, edition, remarks, archive: this.archive });
    this.deliveries = new Deliveries({
      ...stage,
      archive: this.archive,
      journal: new DeliveryJournal(ledger),
    });
  }

  /** Tries again what did not arrive, and delivers what is due by itself. */
  async tick(nowMs: number): Promise<void> {
    await this.deliveries.retry({ by: BY, nowMs });
    await deliverDue(this, this.stage.catalogue.ils?.destinations ?? [], nowMs);
  }
}
