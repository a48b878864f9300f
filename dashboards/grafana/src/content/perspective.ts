import { type MeasureDefinition } from '#catalogue';
import { type PerspectiveId } from '#core';
import { type DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { FREEZES, breaks } from '../annotations.js';
import { PERIOD_TYPE, board, choice } from '../boards.js';
import { levelsOf } from '../levels.js';
import { introduction, stat, timeSeries } from '../panels.js';
import { influxQl, where } from '../queries.js';
import { PERSPECTIVE_NAMES } from '../words.js';

const UNITS = choice(
  'unit',
  'Enhet',
  `SHOW TAG VALUES FROM "measure" WITH KEY = "subject" WHERE "subject_kind" = 'unit'`,
  { first: 'city' },
);

/** A longer unit leaves no room for the number, and stands in the description. */
const LONGEST_UNIT = 4;

function unitOf({ unitOfMeasure: { sv } }: MeasureDefinition): string {
  if (sv === '%') return 'percent';
  return sv.length <= LONGEST_UNIT ? `suffix: ${sv}` : 'none';
}

/** One perspective, measure by measure. */
export function perspective(id: PerspectiveId, measures: readonly MeasureDefinition[]): DashboardBuilder {
  const name = PERSPECTIVE_NAMES[id];
  const panels = measures.flatMap((measure) => {
    const of = [
      `"measure" = '${measure.id}'`,
      '"subject_kind" = \'unit\'',
      '"subject" = \'$unit\'',
      '"period_type" = \'$period_type\'',
    ];
    const common = {
      unit: unitOf(measure),
      decimals: measure.decimals,
      thresholds: levelsOf(measure),
      height: 8,
      whenEmpty: 'Inget värde',
    };
    const { sv: title } = measure.name;
    return [
      stat({
        ...common,
        title,
        description: `${measure.description.sv} Enhet: ${measure.unitOfMeasure.sv}. Det senaste värdet i tidsspannet. Färgerna är katalogens mål; en enhet kan ha egna.`,
        span: 6,
        queries: [influxQl(`SELECT last("value") FROM "measure" ${where(...of)}`, title)],
      }),
      timeSeries({
        ...common,
        title: `${title} över tid`,
        description: `${measure.rationale.sv} Enhet: ${measure.unitOfMeasure.sv}. Varje period står vid sin första dag; målet är enhetens eget.`,
        span: 18,
        queries: [
          influxQl(`SELECT "value" FROM "measure" ${where(...of)}`, 'Utfall'),
          influxQl(`SELECT "target" FROM "measure" ${where(...of)}`, 'Mål'),
        ],
      }),
    ];
  });
  return board({
    uid: `perspektiv-${id}`,
    title: `Perspektiv: ${name.toLowerCase()}`,
    description: `${name}: varje mätetal med utfall och mål, nu och över tid.`,
    from: 'now-2y',
    refresh: '5m',
    variables: [UNITS, PERIOD_TYPE],
    page: { title: 'Styrkort', path: '/?unit=${unit}' },
    panels: [
      introduction(
        `**${name}**, mätetal för mätetal, ur samma styrkort som Perspektivs sidor. Hur ett värde blir till, rad för rad, visar länken till Perspektiv. Uppgifterna läggs ut på nytt inom några minuter när något har ändrats.`,
      ),
      ...panels,
    ],
  })
    .annotation(FREEZES)
    .annotation(breaks(id));
}
