import { PERSPECTIVES } from '#core';
import { PERIOD_TYPE, PORTFOLIO, board } from '../boards.js';
import { SCORE_THRESHOLDS, introduction, renamed, stat, table, timeSeries } from '../panels.js';
import { influxQl, influxTable, where } from '../queries.js';
import { PERSPECTIVE_NAMES, STATUS_MAPPING } from '../words.js';

const OF_PORTFOLIO = [
  '"subject_kind" = \'portfolio\'',
  '"subject" = \'$portfolio\'',
  '"period_type" = \'$period_type\'',
];
const SCORE_HELP = 'Poäng 0–100: 100 när alla mål nås. Grönt från 80, gult från 50.';
const IN_SEK = 'Kronor.';

/** Of maturity no measure has a meaning for a portfolio. */
const perspectives = PERSPECTIVES.filter((perspective) => perspective !== 'maturity').map((perspective) =>
  stat({
    title: PERSPECTIVE_NAMES[perspective],
    description: `Portföljens poäng i den senaste perioden där tillräckligt har lämnats, ur de system som projekten har levererat. ${SCORE_HELP}`,
    unit: 'none',
    decimals: 0,
    span: 6,
    thresholds: SCORE_THRESHOLDS,
    whenEmpty: 'Ingen poäng',
    queries: [
      influxQl(
        `SELECT last("score") FROM "perspective" ${where(...OF_PORTFOLIO, `"perspective" = '${perspective}'`, '"preliminary" = false')}`,
        PERSPECTIVE_NAMES[perspective],
      ),
    ],
  }),
);

/** What the projects of the five portfolios cost and bring. */
export const portfolios = board({
  uid: 'perspektiv-portfoljer',
  title: 'Perspektiv: portföljer',
  description:
    'Vad projekten i de fem portföljerna kostar och ger, och hur det går för det som de har levererat.',
  from: 'now-2y',
  refresh: '5m',
  variables: [PORTFOLIO, PERIOD_TYPE],
  page: { title: 'Portföljer', path: '/portfolj?portfolio=${portfolio}' },
  panels: [
    introduction(
      '**Kostnad och nytta, sida vid sida.** Poäng och nyttohemtagning är de som Perspektivs sidor visar: där räknas varje verksamhetsförändring en gång. Projektens nytta i tabellen längst ner är som den har lämnats, innan samma förändring i flera projekt har räknats bort. Ramen står på sidan Portföljer. Uppgifterna läggs ut på nytt inom några minuter när något har ändrats. Frågor besvaras av uppföljningen.',
    ),
    ...perspectives,
    timeSeries({
      title: 'Nyttohemtagning',
      description:
        'Realiserad nytta i procent av den planerade, från årets början, varje förändring räknad en gång. Varje period står vid sin första dag.',
      unit: 'percent',
      decimals: 0,
      span: 12,
      height: 9,
      whenEmpty: 'Ingen nytta har förfallit',
      queries: [
        influxQl(
          `SELECT "value" FROM "measure" ${where(...OF_PORTFOLIO, '"measure" = \'benefit-realisation\'')}`,
          'Utfall',
        ),
        influxQl(
          `SELECT "target" FROM "measure" ${where(...OF_PORTFOLIO, '"measure" = \'benefit-realisation\'')}`,
          'Mål',
        ),
      ],
    }),
    table({
      title: 'Portföljerna sida vid sida',
      description: `Poängen i den senaste perioden som har en, för alla portföljer och perspektiv. ${SCORE_HELP}`,
      unit: 'none',
      decimals: 0,
      span: 12,
      height: 9,
      thresholds: SCORE_THRESHOLDS,
      columns: renamed({ perspective: 'Perspektiv', subject: 'Portfölj', score: 'Poäng', period: 'Period' }),
      queries: [
        influxTable(
          `SELECT last("score") AS "score", "period" FROM "perspective" ${where('"subject_kind" = \'portfolio\'', '"period_type" = \'$period_type\'')} GROUP BY "subject", "perspective"`,
        ),
      ],
    }),
    table({
      title: 'Projektens mätetal',
      description: 'Varje projekts senaste värde, för de mätetal som är meningsfulla för ett projekt.',
      unit: 'none',
      span: 24,
      height: 10,
      columns: {
        ...renamed({ subject: 'Projekt', measure: 'Mätetal', value: 'Värde', period: 'Period' }),
        status: [
          { id: 'displayName', value: 'Läge' },
          { id: 'mappings', value: [STATUS_MAPPING] },
        ],
      },
      queries: [
        influxTable(
          `SELECT last("value") AS "value", "status", "period" FROM "measure" ${where('"subject_kind" = \'project\'', '"period_type" = \'$period_type\'')} GROUP BY "subject", "measure"`,
        ),
      ],
    }),
    table({
      title: 'Förbrukat, projekt för projekt',
      description: `${IN_SEK} Bokförda kostnader som är märkta med projektet, i tidsspannet.`,
      unit: 'none',
      decimals: 0,
      span: 12,
      height: 10,
      columns: renamed({ project: 'Projekt', amount: 'Förbrukat, kr' }),
      queries: [
        influxTable(
          `SELECT sum("amount") AS "amount" FROM "observation" ${where('"dataset" = \'cost\'', '"kind" = \'actual\'', '"project" =~ /.+/')} GROUP BY "project"`,
        ),
      ],
    }),
    table({
      title: 'Nytta, projekt för projekt',
      description: `${IN_SEK} Planerad och realiserad nytta som den har lämnats, i tidsspannet. Samma förändring kan stå hos flera projekt.`,
      unit: 'none',
      decimals: 0,
      span: 12,
      height: 10,
      columns: renamed({
        project: 'Projekt',
        change_id: 'Förändring',
        planned: 'Planerad, kr',
        realised: 'Realiserad, kr',
      }),
      queries: [
        influxTable(
          `SELECT sum("planned") AS "planned", sum("realised") AS "realised" FROM "observation" ${where('"dataset" = \'benefits\'')} GROUP BY "project", "change_id"`,
        ),
      ],
    }),
  ],
});
