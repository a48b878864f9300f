import { type Scoring } from '../scoring/scoring.js';
import { type Stage } from '../stage.js';
import { EditionCycle } from './edition-cycle.js';
import { Editions } from './editions.js';
import { type Standstill } from './freeze.js';
import { type MeasuredTimes } from './measured-systems.js';

/** Where periods are closed. */
export class Closing {
  readonly edition: EditionCycle;

  constructor(
    stage: Stage,
    scoring: Scoring,
    { standstill, measured }: { readonly standstill: Standstill; readonly measured: MeasuredTimes },
  ) {
    const { score, remarks, editions: index } = scoring;
    const editions = new Editions(stage.journal);
    this.edition = new EditionCycle({ ...stage, score, remarks, index, editions, standstill, measured });
  }
}
