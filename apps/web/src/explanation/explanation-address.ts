import { type Address, readAddress, writeAddress } from '../address/address.js';
import { PATHS } from '../address/use-path.js';

/** Which number is questioned: `/forklara?unit=city&period=2026-Q3&measure=digital-take-up`. */
export interface ExplanationAddress extends Address {
  readonly measure: string;
}

const FIRST_MEASURE = 'digital-take-up';

export function readExplanationAddress(query: string, nowMs: number): ExplanationAddress {
  const measure = new URLSearchParams(query).get('measure') ?? '';
  return { ...readAddress(query, nowMs), measure: measure === '' ? FIRST_MEASURE : measure };
}

export function writeExplanationAddress({ measure, ...address }: ExplanationAddress): string {
  return `${writeAddress({ ...address, edition: null })}&${new URLSearchParams({ measure }).toString()}`;
}

/** The address of the page that tells why a number is what it is. */
export function explanationHref(address: Address, measure: string): string {
  return `${PATHS.explanation}${writeExplanationAddress({ ...address, measure })}`;
}
