import { completenessRatio } from '#core';
import { OPEN_LICENCES } from '#catalogue';
import { jsonFile } from '../tables/json-file.js';
import {
  type OpenDataset,
  type OpenValue,
  type Publication,
  datasetAddress,
  modifiedAt,
} from './open-dataset.js';

/** What of a value is told: each a metric of its own. */
const CONTENTS = [
  { id: 'value', label: 'Värde', of: ({ measure }: OpenValue) => measure.value.number },
  { id: 'target', label: 'Mål', of: ({ measure }: OpenValue) => measure.target },
  {
    id: 'completeness',
    label: 'Täckningsgrad',
    of: ({ measure }: OpenValue) => completenessRatio(measure.completeness),
  },
] as const;

function indexOf(ids: readonly string[]): Record<string, number> {
  return Object.fromEntries(ids.map((id, i) => [id, i]));
}

/**
 * A data set as JSON-stat 2.0 (json-stat.org/format): period × unit × contents, row by row. What is no number is `null`, and its
 * `status` says why; a unit that did not exist in a period has neither.
 */
export function jsonStat(dataset: OpenDataset, publication: Publication): string {
  const { definition, values } = dataset;
  const periods = [...new Set(values.map(({ period }) => period.toString()))];
  const units = new Map(values.map(({ unit }) => [unit.id, unit.name]));
  const found = new Map(values.map((value) => [`${value.period.toString()} ${value.unit.id}`, value]));
  const cells: (number | null)[] = [];
  const status: Record<string, string> = {};
  for (const period of periods) {
    for (const unit of units.keys()) {
      const value = found.get(`${period} ${unit}`);
      const kind = value?.measure.value.kind;
      if (kind !== undefined && kind !== 'number') status[cells.length] = kind;
      for (const { of } of CONTENTS) cells.push(value ? of(value) : null);
    }
  }
  const updated = modifiedAt(values);
  const { settings } = publication;
  return jsonFile({
    version: '2.0',
    class: 'dataset',
    href: `${datasetAddress(publication, definition.id)}/${definition.id}.json`,
    label: definition.name.sv,
    source: settings.publisher.name.sv,
    ...(updated === null ? {} : { updated }),
    note: [definition.description.sv],
    id: ['period', 'unit', 'contents'],
    size: [periods.length, units.size, CONTENTS.length],
    role: { time: ['period'], geo: ['unit'], metric: ['contents'] },
    dimension: {
      period: { label: 'Period', category: { index: indexOf(periods) } },
      unit: {
        label: 'Enhet',
        category: { index: indexOf([...units.keys()]), label: Object.fromEntries(units) },
      },
      contents: contentsOf(dataset),
    },
    value: cells,
    status,
    extension: { licence: OPEN_LICENCES[settings.licence], measure: definition.id },
  });
}

/** The metrics, in the measure's unit but for the share that was delivered. */
function contentsOf({ definition }: OpenDataset): object {
  const inUnit = { label: definition.unitOfMeasure.sv, decimals: definition.decimals };
  return {
    label: 'Innehåll',
    category: {
      index: indexOf(CONTENTS.map(({ id }) => id)),
      label: Object.fromEntries(CONTENTS.map(({ id, label }) => [id, label])),
      unit: { value: inUnit, target: inUnit, completeness: { label: 'andel', decimals: 3 } },
    },
  };
}
