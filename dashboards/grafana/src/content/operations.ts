import { type Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { annotation } from '../annotations.js';
import { board, choice } from '../boards.js';
import { alarming, introduction, stat, table, timeSeries } from '../panels.js';
import { influxQl, influxTable, where } from '../queries.js';
import { REASON_MAPPING, YES_NO_MAPPING } from '../words.js';

/** From which values on which colour is shown. */
interface Levels {
  readonly availability: readonly Threshold[];
  readonly apdex: readonly Threshold[];
}

const OF_SYSTEMS = ['"system" =~ /^${system:regex}$/'];
const DAYS = ['"granularity" = \'day\'', ...OF_SYSTEMS];
const HOURS = ['"granularity" = \'hour\'', ...OF_SYSTEMS];
const COUNTED = ['"counted" = true', ...OF_SYSTEMS];
const BY_DAY = "time(1d) fill(none) tz('Europe/Stockholm')";
const UP = '(sum("up_ms") + sum("degraded_ms"))';
const SHARE_UP = `100 * ${UP} / (${UP} + sum("down_ms"))`;
const APDEX = '(sum("satisfied") + sum("tolerating") / 2) / sum("samples")';
const stats = (levels: Levels) => [
  stat({
    title: 'Tillgänglighet',
    description:
      'Andelen av den avtalade och uppmätta servicetiden som systemen var uppe, ovägt. Aviserat underhåll räknas inte, och inte det som inte är mätt.',
    unit: 'percent',
    decimals: 2,
    span: 5,
    thresholds: levels.availability,
    queries: [influxQl(`SELECT ${SHARE_UP} FROM "availability" ${where(...DAYS)}`, 'Tillgänglighet')],
  }),
  stat({
    title: 'Avbrott',
    description: 'Avbrott som räknas: de började i servicetid och utanför aviserat underhåll.',
    unit: 'none',
    span: 5,
    thresholds: alarming(1, 5),
    whenEmpty: 'Inga',
    queries: [influxQl(`SELECT count("start") FROM "outage" ${where(...COUNTED)}`, 'Avbrott')],
  }),
  stat({
    title: 'Sammanlagd avbrottstid',
    description:
      'De räknade avbrottens längd tillsammans, också utanför servicetid när de varade dit. De som pågår är inte med.',
    unit: 'dtdurationms',
    span: 5,
    thresholds: alarming(3_600_000, 14_400_000),
    whenEmpty: 'Ingen',
    queries: [influxQl(`SELECT sum("duration_ms") FROM "outage" ${where(...COUNTED)}`, 'Avbrottstid')],
  }),
  stat({
    title: 'Pågår nu',
    description: 'Avbrott i tidsspannet som inte har slutat.',
    unit: 'none',
    span: 4,
    thresholds: alarming(1, 2),
    whenEmpty: 'Inga',
    queries: [
      influxQl(`SELECT count("start") FROM "outage" ${where('"lasting" = true', ...OF_SYSTEMS)}`, 'Pågår'),
    ],
  }),
  stat({
    title: 'Apdex',
    description: 'Hur snabba svaren upplevs, 0–1: nöjda räknas helt, de som väntar till hälften.',
    unit: 'none',
    decimals: 2,
    span: 5,
    thresholds: levels.apdex,
    queries: [influxQl(`SELECT ${APDEX} FROM "availability" ${where(...DAYS)}`, 'Apdex')],
  }),
];

/** How the systems run; colours stand for the catalogue's targets. */
export const operations = (levels: Levels) =>
  board({
    uid: 'perspektiv-drift',
    title: 'Perspektiv: drift',
    description: 'Systemens tillgänglighet, svarstider och avbrott, ur Perspektivs mätningar.',
    from: 'now-30d',
    refresh: '1m',
    variables: [
      choice('unit', 'Ägande enhet', 'SHOW TAG VALUES FROM "availability" WITH KEY = "unit"', {
        multi: true,
      }),
      choice(
        'system',
        'System',
        'SHOW TAG VALUES FROM "availability" WITH KEY = "system" WHERE "unit" =~ /^${unit:regex}$/',
        { multi: true },
      ),
    ],
    page: { title: 'Driftsidan', path: '/drift' },
    panels: [
      introduction(
        '**Systemen i drift.** Allt kommer ur Perspektivs egna mätningar: ett prov per mätpunkt, sammanfattade varje minut till timmar och dygn. Bara avtalad servicetid räknas, och aviserat underhåll räknas inte. Tid som inte är mätt är inte nertid; den visas för sig. Avbrott syns också som band i diagrammen. Frågor besvaras av driften.',
      ),
      ...stats(levels),
      timeSeries({
        title: 'Tillgänglighet per dygn',
        description:
          'Andelen uppe av den uppmätta servicetiden, dygn för dygn i stadens tid, för varje system.',
        unit: 'percent',
        decimals: 2,
        span: 12,
        thresholds: levels.availability,
        queries: [
          influxQl(
            `SELECT ${SHARE_UP} FROM "availability" ${where(...DAYS)} GROUP BY "system", ${BY_DAY}`,
            '$tag_system',
          ),
        ],
      }),
      timeSeries({
        title: 'Så gick tiden, timme för timme',
        description:
          'Servicetiden i varje timme: uppe, långsam, nere och inte mätt, för alla valda system tillsammans.',
        unit: 'dtdurationms',
        span: 12,
        queries: Object.entries({
          up_ms: 'Uppe',
          degraded_ms: 'Långsam',
          down_ms: 'Nere',
          unmonitored_ms: 'Inte mätt',
        }).map(([field, name]) =>
          influxQl(
            `SELECT sum("${field}") FROM "availability" ${where(...HOURS)} GROUP BY time(1h) fill(none)`,
            name,
          ),
        ),
      }),
      timeSeries({
        title: 'Svarstid: det långsammaste av tjugo prov',
        description:
          '95:e percentilen av svarstiden för varje mätpunkt, ur proven själva. Prov som inte svarade är inte med.',
        unit: 'ms',
        span: 12,
        whenEmpty: 'Inga prov i tidsspannet',
        queries: [
          influxQl(
            `SELECT percentile("total_ms", 95) FROM "probe" ${where(...OF_SYSTEMS)} GROUP BY "target", time($__interval) fill(none)`,
            '$tag_target',
          ),
        ],
      }),
      timeSeries({
        title: 'Certifikatens dagar',
        description: 'Hur många dagar varje certifikat har kvar, när det senast sågs.',
        unit: 'suffix: dagar',
        span: 12,
        thresholds: [
          { value: null, color: 'red' },
          { value: 14, color: 'yellow' },
          { value: 30, color: 'green' },
        ],
        whenEmpty: 'Inga certifikat i tidsspannet',
        queries: [
          influxQl(
            `SELECT min("cert_days") FROM "probe" ${where(...OF_SYSTEMS)} GROUP BY "target", time(1d) fill(none)`,
            '$tag_target',
          ),
        ],
      }),
      table({
        title: 'Avbrotten',
        description: 'Varje avbrott: när det började, hur länge det varade, varför, och om det räknas.',
        unit: 'none',
        span: 24,
        height: 10,
        whenEmpty: 'Inga avbrott i tidsspannet',
        columns: {
          duration_ms: [{ id: 'unit', value: 'dtdurationms' }],
          end: [{ id: 'unit', value: 'dateTimeAsIso' }],
          reason: [{ id: 'mappings', value: [REASON_MAPPING] }],
          counted: [{ id: 'mappings', value: [YES_NO_MAPPING] }],
          lasting: [{ id: 'mappings', value: [YES_NO_MAPPING] }],
        },
        queries: [
          influxTable(
            `SELECT "end", "duration_ms", "reason", "counted", "lasting" FROM "outage" ${where(...OF_SYSTEMS)} GROUP BY "system" ORDER BY time DESC`,
          ),
        ],
      }),
    ],
  }).annotation(
    annotation({
      name: 'Avbrott',
      color: 'red',
      query: `SELECT "end", "reason" FROM "outage" ${where(...OF_SYSTEMS)} GROUP BY "system"`,
      text: 'reason',
      about: 'system',
      end: 'end',
    }),
  );
