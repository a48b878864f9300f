import { type DatasetSchema } from '#catalogue';

/** How costs come in: from the ledger (SIE), from a supplier's bill of cloud services (FOCUS), or written in a table. */
export type WayIn = 'ledger' | 'cloud-bill' | 'table';

/**
 * What tells a row's slice apart from others of its unit, period and source (formats.md, section 1; ADR 32). Costs come in
 * several deliveries that stand beside each other: each kind (actual, budget, forecast) in each way is one. Of other data
 * sets a delivery replaces all.
 */
export function partOf(
  { name }: Pick<DatasetSchema, 'name'>,
  kind: string | undefined,
  wayIn: WayIn,
): string {
  return name === 'cost' ? `${kind ?? ''}/${wayIn}` : '';
}
