import { PERIOD_TYPE, UNIT, board } from '../boards.js';
import { introduction, stat, table, timeSeries } from '../panels.js';
import { influxQl, influxTable, where } from '../queries.js';

const OF_UNIT = ['"subject_kind" = \'unit\'', '"subject" = \'$unit\'', '"period_type" = \'$period_type\''];
const SHARE_THRESHOLDS = [
  { value: null, color: 'red' },
  { value: 0.8, color: 'yellow' },
  { value: 1, color: 'green' },
];

/** What the numbers stand on. */
export const evidence = board({
  uid: 'perspektiv-underlag',
  title: 'Perspektiv: underlag',
  description: 'Hur mycket av det väntade underlaget som har kommit, och för vilka perioder.',
  from: 'now-2y',
  refresh: '5m',
  variables: [UNIT, PERIOD_TYPE],
  page: { title: 'Lämna uppgifter', path: '/lamna' },
  panels: [
    introduction(
      '**Underlaget bakom siffrorna.** Ett mätetal är inte bättre än det som har lämnats: här syns hur mycket av det väntade som har kommit. Uppgifterna är Perspektivs egna och läggs ut på nytt inom några minuter när något har lämnats. Frågor besvaras av uppföljningen.',
    ),
    stat({
      title: 'Lämnat av det väntade',
      description:
        'Andelen i genomsnitt över mätetalen i den period som valts, för de perioder som tidsspannet rymmer. Under 80 % är poängen preliminär.',
      unit: 'percentunit',
      decimals: 0,
      range: [0, 1],
      span: 6,
      height: 9,
      thresholds: SHARE_THRESHOLDS,
      queries: [influxQl(`SELECT mean("completeness") FROM "measure" ${where(...OF_UNIT)}`, 'Lämnat')],
    }),
    timeSeries({
      title: 'Lämnat, mätetal för mätetal',
      description: 'Andelen av det väntade underlaget som har kommit, för varje mätetal och period.',
      unit: 'percentunit',
      decimals: 0,
      range: [0, 1],
      span: 18,
      height: 9,
      thresholds: SHARE_THRESHOLDS,
      queries: [
        influxQl(
          `SELECT "completeness" FROM "measure" ${where(...OF_UNIT)} GROUP BY "measure"`,
          '$tag_measure',
        ),
      ],
    }),
    table({
      title: 'Enheterna: lämnat i den senaste perioden',
      description:
        'Varje enhets andel av det väntade, mätetal för mätetal, i den senaste perioden där något väntades.',
      unit: 'percentunit',
      decimals: 0,
      range: [0, 1],
      span: 12,
      height: 12,
      thresholds: SHARE_THRESHOLDS,
      queries: [
        influxTable(
          `SELECT last("completeness") AS "completeness", "period" FROM "measure" ${where('"subject_kind" = \'unit\'', '"period_type" = \'$period_type\'')} GROUP BY "subject", "measure"`,
        ),
      ],
    }),
    table({
      title: 'Uppgifter i lagret',
      description:
        'Hur många uppgifter som finns för varje datamängd och period, för hela staden. En längre period räknas till sin sista månad.',
      unit: 'none',
      span: 12,
      height: 12,
      queries: [
        influxTable(
          `SELECT sum("observations") AS "observations" FROM "observation" ${where()} GROUP BY "dataset", "period"`,
        ),
      ],
    }),
  ],
});
