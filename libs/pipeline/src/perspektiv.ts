import { type Result, failed, messageOf, ok } from '#core';
import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { type Store, openStore } from '#store';
import { CollectCycle } from './collect-cycle.js';
import { IntakeCycle } from './intake-cycle.js';
import { ScoreCycle } from './score-cycle.js';
import { type Settings } from './settings.js';

/** The whole system on one data folder: data enters by `collect` and `intake`, rests in `store`, is judged by `score`. */
export class Perspektiv {
  readonly collect: CollectCycle;
  readonly intake: IntakeCycle;
  readonly score: ScoreCycle;

  private constructor(
    readonly settings: Settings,
    readonly catalogue: Catalogue,
    readonly store: Store,
  ) {
    const { ledger, timeSeries } = store;
    this.collect = new CollectCycle(catalogue, timeSeries, settings.vantage);
    this.intake = new IntakeCycle(catalogue, ledger, timeSeries);
    this.score = new ScoreCycle(catalogue, ledger, timeSeries, (beforeMs) =>
      this.collect.rollUpRevision(beforeMs),
    );
  }

  /** Loads the config and opens the store; the failure is every reason at once, as sentences. */
  static async open(settings: Settings): Promise<Result<Perspektiv>> {
    const catalogue = await loadCatalogue(settings.configFolder);
    if (!catalogue.ok) return failed(describeFaults(catalogue.problem));
    try {
      const store = await openStore(settings.dataFolder, catalogue.value.datasets.values());
      const perspektiv = new Perspektiv(settings, catalogue.value, store);
      await perspektiv.intake.project();
      return ok(perspektiv);
    } catch (error) {
      return failed(messageOf(error));
    }
  }

  /** Stops probing, stores what was measured, and lets the files go. */
  async close(): Promise<void> {
    await this.collect.stop(Date.now());
    await this.store.close();
  }
}
