import { Alerting } from './alerting/alerting.js';
import { BoardCopy } from './chores/board-copy.js';
import { ConfigReload } from './chores/config-reload.js';
import { Collecting } from './collecting/collecting.js';
import { Closing } from './closing/closing.js';
import { HandingIn } from './handing-in/handing-in.js';
import { Leaving } from './leaving/leaving.js';
import { Measuring } from './measuring/measuring.js';
import { Scoring } from './scoring/scoring.js';
import { type Stage, closeStage } from './stage.js';
import { Status } from './status/status.js';

/** The whole system: a stage, and the rooms built on it, each of which knows only rooms before it. */
export class Perspektiv {
  readonly settings: Stage['settings'];
  readonly catalogue: Stage['catalogue'];
  readonly store: Stage['store'];
  readonly nowMs: Stage['nowMs'];
  readonly measuring: Measuring;
  readonly scoring: Scoring;
  readonly handingIn: HandingIn;
  readonly collecting: Collecting;
  readonly closing: Closing;
  readonly leaving: Leaving;
  readonly alerting: Alerting;
  readonly status: Status;
  readonly boards: BoardCopy;
  readonly config: ConfigReload;

  constructor(readonly stage: Stage) {
    this.settings = stage.settings;
    this.catalogue = stage.catalogue;
    this.store = stage.store;
    this.nowMs = stage.nowMs;
    this.measuring = new Measuring(stage);
    this.scoring = new Scoring(stage, (window, nowMs) => this.measuring.agreed.within(window, nowMs));
    this.handingIn = new HandingIn(stage, this.scoring);
    this.collecting = new Collecting(stage, this.handingIn);
    this.closing = new Closing(stage, this.scoring, {
      standstill: this.handingIn.standstill,
      measured: this.measuring,
    });
    this.leaving = new Leaving(stage, this.scoring, this.closing, this.measuring);
    this.alerting = new Alerting(stage, this.measuring, (nowMs) => this.collecting.overviews(nowMs));
    this.status = new Status(stage, this.measuring);
    this.boards = new BoardCopy(stage, this.closing.edition);
    this.config = new ConfigReload(stage, this.handingIn.standstill);
  }

  /** Finds again what the last process knew, and finishes what it left. */
  async restore(): Promise<void> {
    await this.handingIn.restore();
    await this.measuring.restore();
  }

  /** Stops probing, stores what was measured, and lets the files go. */
  async close(): Promise<void> {
    await this.measuring.close();
    await this.collecting.close();
    await this.alerting.close();
    await this.handingIn.close();
    await this.leaving.close();
    await closeStage(this.stage);
  }
}
