import { type Closing } from '../closing/closing.js';
import { type MeasuredTimes } from '../closing/measured-systems.js';
import { type Scoring } from '../scoring/scoring.js';
import { type Stage } from '../stage.js';
import { Deliveries } from './deliveries.js';
import { DeliveryJournal } from './delivery-journal.js';
import { ExportArchive } from './export-archive.js';
import { IlsExports } from './ils-exports.js';
import { OpenDataShelf } from './open-data-shelf.js';
import { Press } from './press.js';
import { ReportFiles } from './report-files.js';
import { Reports } from './reports.js';
import { deliverDue } from './scheduled-deliveries.js';

/** By whom deliveries are tried again. */
const BY = 'schedule';

/** Where closed figures leave the house: made from editions, checked, stored, and only then sent. */
export class Leaving {
  readonly archive: ExportArchive;
  readonly ils: IlsExports;
  readonly deliveries: Deliveries;
  readonly openData: OpenDataShelf;
  readonly reports: ReportFiles;
  private readonly press = new Press();

  constructor(
    private readonly stage: Stage,
    { remarks, editions, score }: Scoring,
    { edition }: Closing,
    measured: MeasuredTimes,
  ) {
    const { catalogue, ledger } = stage;
    this.archive = new ExportArchive(ledger);
    this.openData = new OpenDataShelf({ ...stage, edition, editions });
    const reports = new Reports({ ...stage, edition, index: editions, score, remarks, measured });
    this.reports = new ReportFiles(reports, this.press);
    this.ils = new IlsExports({ catalogue, edition, remarks, archive: this.archive });
    this.deliveries = new Deliveries({
      ...stage,
      archive: this.archive,
      journal: new DeliveryJournal(ledger),
    });
  }

  /** Ends the thread of the press. */
  close(): Promise<void> {
    return this.press.close();
  }

  /** Tries again what did not arrive, and delivers what is due by itself. */
  async tick(nowMs: number): Promise<void> {
    await this.deliveries.retry({ by: BY, nowMs });
    await deliverDue(this, this.stage.catalogue.ils?.destinations ?? [], nowMs);
  }
}
