import { type PortfolioStanding, type Result } from '#core';
import { PORTFOLIO_QUESTIONS, type PortfolioFacts, portfolioStanding } from '#score';
import { type Stage } from '../stage.js';

/** What costs and benefits of projects mean: asked for once, and kept until something is handed in. */
export class PortfolioCycle {
  private kept: { readonly revision: string; readonly facts: Promise<PortfolioFacts> } | null = null;

  constructor(
    private readonly stage: Pick<Stage, 'catalogue' | 'ledger' | 'facts' | 'revisions' | 'nowMs'>,
  ) {}

  /** A portfolio in a year; fails with a sentence when the catalogue does not know it. */
  async standing(portfolio: {
    readonly id: string;
    readonly year: number;
  }): Promise<Result<PortfolioStanding>> {
    const nowMs = this.stage.nowMs();
    return portfolioStanding(this.stage.catalogue, await this.facts(), { ...portfolio, nowMs });
  }

  private async facts(): Promise<PortfolioFacts> {
    const { ledger, revisions } = this.stage;
    const revision = `${await ledger.revision([])}/${revisions.observations()}`;
    if (this.kept?.revision === revision) return this.kept.facts;
    const facts = this.ask();
    this.kept = { revision, facts };
    facts.catch(() => (this.kept = null)); // a failed read is not an answer to keep
    return facts;
  }

  private async ask(): Promise<PortfolioFacts> {
    const tagged = <T extends { readonly project: string | null }>(sums: readonly T[]): T[] =>
      sums.filter(({ project }) => project !== null);
    const slices = await this.stage.ledger.slices({ dataset: 'cost' });
    return {
      costs: tagged(await this.stage.facts.sumObservations(PORTFOLIO_QUESTIONS.costs)),
      benefits: tagged(await this.stage.facts.sumObservations(PORTFOLIO_QUESTIONS.benefits)),
      costsReceived: slices.map(({ key: { unit, period }, receivedAtMs }) => ({
        unit,
        period,
        receivedAtMs,
      })),
    };
  }
}
