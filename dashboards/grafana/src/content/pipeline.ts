import { board } from '../boards.js';
import { alarming, introduction, stat, timeSeries, type PanelContent } from '../panels.js';
import { PROMETHEUS, promQl } from '../queries.js';

type Watched = Omit<PanelContent, 'datasource' | 'queries' | 'span'>;

const number = (content: Watched, query: string) =>
  stat({ ...content, datasource: PROMETHEUS, span: 3, queries: [promQl(query)] });
const overTime = (content: Watched, query: string, legend = '') =>
  timeSeries({ ...content, datasource: PROMETHEUS, span: 12, queries: [promQl(query, legend)] });

/** The pipeline itself. */
export const pipeline = board({
  uid: 'perspektiv-sjalv',
  title: 'Perspektiv: Perspektiv själv',
  description: 'Hur Perspektivs egna delar mår: mätning, lagring, scheman, larm och processen.',
  from: 'now-6h',
  refresh: '30s',
  variables: [],
  page: { title: 'Driftsidan', path: '/drift' },
  panels: [
    introduction(
      '**Perspektiv själv.** Uppgifterna kommer från Perspektivs `/metrics` genom Prometheus och är så färska som den senaste hämtningen. Är något rött här kan siffrorna på de andra tavlorna vara gamla. Vad varje larm betyder och vad man gör står i handboken. Frågor besvaras av driften.',
    ),
    number(
      {
        title: 'Svarar',
        description: 'Hur många av processerna som Prometheus når: 1 för varje.',
        unit: 'none',
        thresholds: [
          { value: null, color: 'red' },
          { value: 1, color: 'green' },
        ],
      },
      'sum(up{job="perspektiv"})',
    ),
    number(
      {
        title: 'Sammanfattningen ligger efter',
        description: 'Hur långt efter klockan timmar och dygn är. Ska vara under två minuter där det mäts.',
        unit: 'dtdurations',
        thresholds: alarming(120, 600),
      },
      'max(perspektiv_roll_up_lag_seconds)',
    ),
    number(
      {
        title: 'Prov som väntar',
        description: 'Tagna prov som ännu inte är lagrade.',
        unit: 'none',
        thresholds: alarming(5_000, 100_000),
      },
      'sum(perspektiv_queue_length)',
    ),
    number(
      {
        title: 'Väntar på tidsserien',
        description: 'Kvitterat och sparat på vår disk, på väg till InfluxDB. Växer det svarar den inte.',
        unit: 'bytes',
        thresholds: alarming(10_000_000, 500_000_000),
      },
      'sum(perspektiv_spool_bytes)',
    ),
    number(
      {
        title: 'Undanlagda rader',
        description: 'Rader som InfluxDB aldrig tar emot, undanlagda med skälet i rejected-lines.ndjson.',
        unit: 'none',
        thresholds: alarming(1, 100),
      },
      'sum(perspektiv_spool_rejected_lines)',
    ),
    number(
      {
        title: 'Larm som inte har kommit fram',
        description: 'Meddelanden om larm som väntar på sin kanal.',
        unit: 'none',
        thresholds: alarming(1, 20),
        whenEmpty: 'Inga',
      },
      'sum(perspektiv_alert_notices_waiting) or vector(0)',
    ),
    number(
      {
        title: 'Kvar att lägga ut för tavlorna',
        description:
          'Delar av tavlornas kopia som inte är som de ska: resultatkort, summor och dygn. Räknas av den process som lägger ut dem, och görs om med perspektiv rebuild --boards.',
        unit: 'none',
        thresholds: alarming(20, 500),
      },
      'sum(perspektiv_boards_waiting_parts)',
    ),
    number(
      {
        title: 'Sedan tavlorna var hela',
        description:
          'Tid sedan allt senast var utlagt för tavlorna. Tomt tills det har hänt, och för den som har allt i en mapp.',
        unit: 'dtdurations',
        thresholds: alarming(600, 7200),
        whenEmpty: 'Ännu inte',
      },
      'time() - max(perspektiv_boards_complete_timestamp_seconds > 0)',
    ),
    overTime(
      {
        title: 'Sedan varje uppgift gick',
        description:
          'Tid sedan varje schemalagd uppgift senast slutade väl. En kurva som bara stiger har stannat.',
        unit: 'dtdurations',
      },
      'time() - perspektiv_last_run_timestamp_seconds',
      '{{task}}',
    ),
    overTime(
      {
        title: 'Uppgifter som gick',
        description: 'Schemalagda uppgifter i minuten, efter hur de slutade: done är väl, failed är inte.',
        unit: 'none',
      },
      'sum by (outcome) (rate(perspektiv_runs_total[$__rate_interval])) * 60',
      '{{outcome}}',
    ),
    overTime(
      {
        title: 'Lagringar som gick fel',
        description: 'Försök att lagra eller leverera som gick fel, sedan processen startade.',
        unit: 'none',
      },
      'sum(perspektiv_store_failures_total) + sum(perspektiv_spool_failures_total)',
      'Fel',
    ),
    overTime(
      { title: 'Minne', description: 'Hur mycket minne varje process håller.', unit: 'bytes' },
      'perspektiv_process_process_resident_memory_bytes',
      '{{instance}}',
    ),
    overTime(
      {
        title: 'Processorn',
        description: 'Andelen av en kärna som varje process använder.',
        unit: 'percentunit',
      },
      'rate(perspektiv_process_process_cpu_seconds_total[$__rate_interval])',
      '{{instance}}',
    ),
    overTime(
      {
        title: 'Hur sen processen är',
        description:
          '99:e percentilen av hur länge annat fick vänta i processen. Över några millisekunder störs mätningarna.',
        unit: 's',
      },
      'perspektiv_process_nodejs_eventloop_lag_p99_seconds',
      '{{instance}}',
    ),
  ],
});
