/** Places of the columns of a bill that are read. */
export interface FocusColumns extends Readonly<Record<string, number | null>> {
  readonly cost: number;
  readonly currency: number;
  readonly periodStart: number;
  readonly serviceCategory: number;
  readonly periodEnd: number | null;
  readonly category: number | null;
  readonly service: number | null;
  readonly supplier: number | null;
  readonly tags: number | null;
}

/** Finds the columns by their ids, in any case (`BilledCost`), or display names (`Billed Cost`); `null`: it is no FOCUS. */
export function focusColumns(header: readonly string[]): FocusColumns | null {
  const folded = header.map((heading) => heading.toLowerCase().replace(/[\s_]+/g, ''));
  const place = (...ids: readonly string[]): number | null => {
    for (const id of ids) if (folded.includes(id)) return folded.indexOf(id);
    return null;
  };
  const cost = place('billedcost', 'effectivecost');
  const currency = place('billingcurrency');
  const periodStart = place('billingperiodstart');
  const serviceCategory = place('servicecategory');
  if (cost === null || currency === null || periodStart === null || serviceCategory === null) return null;
  return {
    cost,
    currency,
    periodStart,
    serviceCategory,
    periodEnd: place('billingperiodend'),
    category: place('chargecategory'),
    service: place('servicename'),
    supplier: place('providername', 'serviceprovidername', 'invoiceissuername', 'invoiceissuer'),
    tags: place('tags'),
  };
}

/** Our column → the heading in the file that it is read from. */
export function headingsBehind(
  columns: FocusColumns,
  header: readonly string[],
): Readonly<Record<string, string>> {
  const at = (place: number | null): string | undefined => (place === null ? undefined : header[place]);
  const behind: Readonly<Record<string, string | undefined>> = {
    unit: at(columns.tags) ?? 'Tags',
    system: at(columns.tags),
    project: at(columns.tags),
    cost_centre: at(columns.tags),
    period: at(columns.periodStart),
    amount: at(columns.cost),
    procurement_area: at(columns.serviceCategory),
    supplier: at(columns.supplier),
    description: at(columns.service),
  };
  return Object.fromEntries(
    Object.entries(behind).flatMap(([ours, theirs]) => (theirs ? [[ours, theirs]] : [])),
  );
}
