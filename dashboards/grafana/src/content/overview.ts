import { PERSPECTIVES } from '#core';
import { FREEZES } from '../annotations.js';
import { PERIOD_TYPE, UNIT, board } from '../boards.js';
import { SCORE_THRESHOLDS, introduction, renamed, stat, table, timeSeries } from '../panels.js';
import { influxQl, influxTable, where } from '../queries.js';
import { PERSPECTIVE_NAMES, STATUS_MAPPING } from '../words.js';

const OF_UNIT = ['"subject_kind" = \'unit\'', '"subject" = \'$unit\'', '"period_type" = \'$period_type\''];
const SCORE_HELP = 'Poäng 0–100: 100 när alla mål nås. Grönt från 80, gult från 50.';

const perspectives = PERSPECTIVES.map((perspective, index) =>
  stat({
    title: PERSPECTIVE_NAMES[perspective],
    description: `Perspektivets poäng i den senaste perioden där tillräckligt har lämnats. ${SCORE_HELP} De fem perspektiven vägs aldrig samman till ett tal.`,
    unit: 'none',
    decimals: 0,
    span: index === 0 ? 4 : 5,
    thresholds: SCORE_THRESHOLDS,
    whenEmpty: 'Ingen poäng',
    queries: [
      influxQl(
        `SELECT last("score") FROM "perspective" ${where(...OF_UNIT, `"perspective" = '${perspective}'`, '"preliminary" = false')}`,
        PERSPECTIVE_NAMES[perspective],
      ),
    ],
  }),
);

/** How a unit stands, from five perspectives. */
export const overview = board({
  uid: 'perspektiv-oversikt',
  title: 'Perspektiv: översikt',
  description:
    'En enhets it ur fem perspektiv: hur det står, hur det har blivit, och vilka mätetal som ligger bakom.',
  from: 'now-2y',
  refresh: '5m',
  variables: [UNIT, PERIOD_TYPE],
  page: { title: 'Styrkort', path: '/?unit=${unit}' },
  panels: [
    introduction(
      'Stadens it ur **fem perspektiv**, som aldrig vägs samman till ett tal. Uppgifterna är de som Perspektivs styrkort visar; de läggs ut på nytt inom några minuter när något har ändrats. Det som inte får visas för att få har svarat visas inte här heller. Varje period står vid sin första dag. Frågor besvaras av uppföljningen på stadsledningskontoret.',
    ),
    ...perspectives,
    timeSeries({
      title: 'Perspektivens poäng över tid',
      description: `Poäng för varje perspektiv, period för period. ${SCORE_HELP}`,
      unit: 'none',
      decimals: 0,
      span: 12,
      height: 9,
      columns: renamed(PERSPECTIVE_NAMES),
      queries: [
        influxQl(
          `SELECT "score" FROM "perspective" ${where(...OF_UNIT)} GROUP BY "perspective"`,
          '$tag_perspective',
        ),
      ],
    }),
    timeSeries({
      title: 'Hur mycket som är lämnat',
      description:
        'Andelen av det väntade underlaget som har kommit, för varje perspektiv. Under 80 % är poängen preliminär.',
      unit: 'percentunit',
      decimals: 0,
      range: [0, 1],
      span: 12,
      height: 9,
      columns: renamed(PERSPECTIVE_NAMES),
      queries: [
        influxQl(
          `SELECT "completeness" FROM "perspective" ${where(...OF_UNIT)} GROUP BY "perspective"`,
          '$tag_perspective',
        ),
      ],
    }),
    table({
      title: 'Mätetalen',
      description:
        'Varje mätetals senaste period: värde i mätetalets egen enhet, mål, poäng, läge och hur mycket av underlaget som är lämnat.',
      unit: 'none',
      span: 24,
      height: 14,
      columns: {
        status: [{ id: 'mappings', value: [STATUS_MAPPING] }],
        completeness: [{ id: 'unit', value: 'percentunit' }],
      },
      queries: [
        influxTable(
          `SELECT "period", "value", "target", "score", "status", "completeness" FROM "measure" ${where(...OF_UNIT)} GROUP BY "perspective", "measure" ORDER BY time DESC LIMIT 1`,
        ),
      ],
    }),
    table({
      title: 'Enheterna sida vid sida',
      description: `Poängen i den senaste perioden som har en, för alla enheter och perspektiv. ${SCORE_HELP}`,
      unit: 'none',
      decimals: 0,
      span: 24,
      height: 10,
      thresholds: SCORE_THRESHOLDS,
      queries: [
        influxTable(
          `SELECT last("score") AS "score", "period", "subject_name" FROM "perspective" ${where('"subject_kind" = \'unit\'', '"period_type" = \'$period_type\'')} GROUP BY "subject", "perspective"`,
        ),
      ],
    }),
  ],
}).annotation(FREEZES);
