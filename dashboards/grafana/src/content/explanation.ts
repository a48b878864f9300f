import { DATASET, MEASURE, PERIOD_TYPE, UNIT, board } from '../boards.js';
import { introduction, renamed, stat, table, timeSeries } from '../panels.js';
import { influxQl, influxTable, where } from '../queries.js';
import { STATUS_MAPPING } from '../words.js';

const OF_MEASURE = [
  '"measure" = \'$measure\'',
  '"subject_kind" = \'unit\'',
  '"period_type" = \'$period_type\'',
];
const OF_VALUE = [...OF_MEASURE, '"subject" = \'$unit\''];

/** The parts of the headline number, as they stood last. */
const parts = [
  { field: 'value', title: 'Värdet', help: 'I mätetalets egen enhet.' },
  { field: 'numerator', title: 'Täljaren', help: 'Summan över enheterna under den valda.' },
  { field: 'denominator', title: 'Nämnaren', help: 'Summan över enheterna under den valda.' },
  { field: 'n', title: 'Antal underlag', help: 'Hur många uppgifter eller svar som ligger bakom.' },
].map(({ field, title, help }) =>
  stat({
    title,
    description: `${help} I den senaste perioden som har ett värde.`,
    unit: 'none',
    span: 6,
    whenEmpty: 'Inget värde',
    queries: [influxQl(`SELECT last("${field}") FROM "measure" ${where(...OF_VALUE)}`, title)],
  }),
);

/** From the headline number down to the rows behind it. */
export const explanation = board({
  uid: 'perspektiv-forklara',
  title: 'Perspektiv: förklara',
  description: 'Från ett värde ner till raderna bakom: delarna, enheterna och uppgifterna som har lämnats.',
  from: 'now-2y',
  refresh: '5m',
  variables: [MEASURE, UNIT, PERIOD_TYPE, DATASET],
  page: { title: 'Varför?', path: '/forklara?measure=${measure}&subject=unit:${unit}' },
  panels: [
    introduction(
      '**Läs uppifrån och ner.** Värdet är täljaren genom nämnaren, i mätetalets skala; täljare och nämnare är summor över enheterna, och medelvärden av medelvärden räknas aldrig. Längst ner står uppgifterna så som de lämnades. Uträkningen rad för rad, med filer, avrundning och vad som inte räknas med, visar länken *Varför?*. Enkätsvar visas bara som mätetal, eftersom få svar inte får röjas.',
    ),
    ...parts,
    timeSeries({
      title: 'Täljare och nämnare, period för period',
      description:
        'Rör sig värdet för att täljaren gör det, eller nämnaren? Varje period står vid sin första dag.',
      unit: 'none',
      span: 24,
      height: 8,
      whenEmpty: 'Inget värde',
      queries: [
        influxQl(`SELECT "numerator" FROM "measure" ${where(...OF_VALUE)}`, 'Täljare'),
        influxQl(`SELECT "denominator" FROM "measure" ${where(...OF_VALUE)}`, 'Nämnare'),
      ],
    }),
    table({
      title: 'Enheterna bakom',
      description:
        'Samma mätetal för varje enhet i den senaste perioden som har ett värde. Skyddade värden står inte här.',
      unit: 'none',
      span: 24,
      height: 10,
      columns: {
        ...renamed({
          subject: 'Id',
          subject_name: 'Enhet',
          period: 'Period',
          value: 'Värde',
          numerator: 'Täljare',
          denominator: 'Nämnare',
          n: 'Antal',
        }),
        completeness: [
          { id: 'displayName', value: 'Lämnat' },
          { id: 'unit', value: 'percentunit' },
        ],
        status: [
          { id: 'displayName', value: 'Läge' },
          { id: 'mappings', value: [STATUS_MAPPING] },
        ],
      },
      queries: [
        influxTable(
          `SELECT last("value") AS "value", "numerator", "denominator", "n", "completeness", "status", "period", "subject_name" FROM "measure" ${where(...OF_MEASURE)} GROUP BY "subject"`,
        ),
      ],
    }),
    table({
      title: 'Summor av uppgifterna',
      description:
        'Hur många uppgifter varje enhet har lämnat i datamängden, period för period. En längre period räknas till sin sista månad.',
      unit: 'none',
      span: 10,
      height: 12,
      columns: renamed({ unit: 'Enhet', period: 'Period', observations: 'Uppgifter' }),
      queries: [
        influxTable(
          `SELECT sum("observations") AS "observations" FROM "observation" ${where('"dataset" = \'$dataset\'', '"dataset" != \'survey\'')} GROUP BY "unit", "period"`,
        ),
      ],
    }),
    table({
      title: 'Uppgifterna, rad för rad',
      description:
        'De senaste 500 uppgifterna som enheten själv har lämnat i datamängden. Tiden är bara deras plats i lagret; perioden är den som gäller.',
      unit: 'none',
      span: 14,
      height: 12,
      whenEmpty: 'Enheten har inte lämnat något själv. Välj en enhet längre ner i organisationen.',
      queries: [
        influxTable(
          `SELECT * FROM "observation" ${where('"dataset" = \'$dataset\'', '"dataset" != \'survey\'', '"unit" = \'$unit\'')} ORDER BY time DESC LIMIT 500`,
        ),
      ],
    }),
  ],
});
