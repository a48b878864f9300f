import { type Catalogue } from '#catalogue';
import { type Ledger } from '#store';
import { type EditionCycle } from '../closing/edition-cycle.js';
import { type Remarks } from '../scoring/remarks.js';
import { ExportArchive } from './export-archive.js';
import { IlsExports } from './ils-exports.js';

/** Where closed figures leave the house: made from editions, checked, stored, and only then sent. */
export class Leaving {
  readonly archive: ExportArchive;
  readonly ils: IlsExports;

  constructor(
    { catalogue, ledger }: { readonly catalogue: Catalogue; readonly ledger: Ledger },
    { remarks }: { readonly remarks: Remarks },
    { edition }: { readonly edition: EditionCycle },
  ) {
    this.archive = new ExportArchive(ledger);
    this.ils = new IlsExports({ catalogue, edition, remarks, archive: this.archive });
  }
}
