import { formatNumber } from '#core';
import { PORTFOLIO } from './words.js';

const MILLION = 1_000_000;

/** An amount in millions of kronor with one decimal, as the council writes it: `88,0`; in words when nobody has told it. */
export function formatMillions(amountSek: number | null): string {
  return amountSek === null ? PORTFOLIO.notTold : formatNumber(amountSek / MILLION, 1);
}
