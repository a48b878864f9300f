import { type Stage } from '../stage.js';
import { EditionIndex } from './edition-index.js';
import { ExplainCycle } from './explain-cycle.js';
import { PortfolioCycle } from './portfolio-cycle.js';
import { Remarks } from './remarks.js';
import { type AgreedWithin, ScoreCycle } from './score-cycle.js';
import { StandingMeasures } from './standing-measures.js';

/** What data means: scorecards, what is behind them, and what people say beside them. */
export class Scoring {
  readonly remarks: Remarks;
  readonly editions: EditionIndex;
  readonly score: ScoreCycle;
  readonly explain: ExplainCycle;
  readonly standing: StandingMeasures;
  readonly portfolios: PortfolioCycle;

  constructor(stage: Stage, agreed: AgreedWithin) {
    this.editions = new EditionIndex(stage.journal);
    this.remarks = new Remarks(stage.journal, this.editions);
    this.score = new ScoreCycle(stage, this.remarks, agreed, this.editions);
    this.explain = new ExplainCycle(stage, this.score);
    this.standing = new StandingMeasures(stage.catalogue, this.score);
    this.portfolios = new PortfolioCycle(stage);
  }
}
