import { useMemo } from 'react';
import type { DatasetAnswer, UnitAnswer } from '../api/answers.js';
import { parsePeriod, periodHeading, periodName } from '../format/period.js';
import { HANDING_IN } from './words.js';

/** How ids and periods of the API read to people; what the catalogue does not know keeps its id. */
export interface CatalogueNames {
  readonly datasets: readonly DatasetAnswer[];
  readonly unit: (id: string) => string;
  readonly dataset: (id: string) => string;
  readonly period: (text: string) => string;
  /** The same inside a sentence. */
  readonly periodInText: (text: string) => string;
  /** Name of the column whose sum describes a slice; `null` when rows are only counted. */
  readonly total: (dataset: string) => string | null;
  /** Whether that sum is kronor, which have öre. */
  readonly isInKronor: (dataset: string) => boolean;
}

/** The names of the catalogue, as far as it has arrived. */
export function useCatalogueNames(
  units: readonly UnitAnswer[],
  datasets: readonly DatasetAnswer[],
): CatalogueNames {
  return useMemo(() => {
    const unitNames = new Map(units.map(({ id, name }) => [id, name.sv]));
    const byName = new Map<string, DatasetAnswer>(datasets.map((dataset) => [dataset.name, dataset]));
    const totalOf = (id: string) => {
      const dataset = byName.get(id);
      return dataset?.fields.find(({ name }) => name === dataset.total);
    };
    return {
      datasets,
      unit: (id) => unitNames.get(id) ?? id,
      dataset: (id) => byName.get(id)?.titles.sv ?? id,
      period: (text) => {
        const period = parsePeriod(text);
        return period ? periodHeading(period) : text;
      },
      periodInText: (text) => {
        const period = parsePeriod(text);
        return period ? periodName(period) : text;
      },
      total: (id) => {
        if (byName.get(id)?.total === undefined) return null;
        return totalOf(id)?.titles.sv ?? HANDING_IN.total;
      },
      isInKronor: (id) => totalOf(id)?.measuredIn === 'SEK',
    };
  }, [units, datasets]);
}
