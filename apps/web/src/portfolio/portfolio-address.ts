import { cityMonth } from '../format/period.js';

/** Which portfolio, in which year: `/portfolj?portfolio=2&year=2026`. */
export interface PortfolioAddress {
  /** `null` for the first that the catalogue has. */
  readonly portfolio: string | null;
  readonly year: number;
}

export function readPortfolioAddress(query: string, nowMs: number): PortfolioAddress {
  const parameters = new URLSearchParams(query);
  const year = /^\d{4}$/.exec(parameters.get('year') ?? '')?.[0];
  return {
    portfolio: parameters.get('portfolio') ?? null,
    year: year === undefined ? Math.floor(cityMonth(nowMs) / 12) : Number(year),
  };
}

export function writePortfolioAddress({ portfolio, year }: PortfolioAddress): string {
  const query = new URLSearchParams(portfolio === null ? {} : { portfolio });
  query.set('year', String(year));
  return `?${query.toString()}`;
}
