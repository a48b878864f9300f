import { type Table, type TableCell, type TableColumn } from '../tables/table.js';
import { type AvailabilitySource, type ReportedOutage, type MeasuredSystem } from './availability-source.js';

const HOUR_MS = 3_600_000;

interface Row {
  readonly source: AvailabilitySource;
  readonly system: MeasuredSystem;
  /** `null` in the row of the system itself. */
  readonly outage: ReportedOutage | null;
}

interface ReportColumn extends TableColumn {
  readonly of: (row: Row) => TableCell;
}

function column(
  name: string,
  type: TableColumn['type'],
  help: readonly [sv: string, en: string],
  of: ReportColumn['of'],
): ReportColumn {
  return { name, type, help: { sv: help[0], en: help[1] }, of };
}

/** A figure of the system, in its own row only. */
function figure(
  name: string,
  help: readonly [string, string],
  of: (system: MeasuredSystem) => TableCell,
): ReportColumn {
  return column(name, 'number', help, ({ system, outage }) => (outage ? null : of(system)));
}

/** Something of an outage, in the outage's row only. */
function ofOutage(
  name: string,
  type: TableColumn['type'],
  help: readonly [string, string],
  of: (outage: ReportedOutage) => TableCell,
): ReportColumn {
  return column(name, type, help, ({ outage }) => outage && of(outage));
}

const hours = (ms: number): number => ms / HOUR_MS;

const COLUMNS: readonly ReportColumn[] = [
  column('row', 'text', ['system: ett systems tal; outage: ett avbrott', 'system or outage'], ({ outage }) =>
    outage ? 'outage' : 'system',
  ),
  column('period', 'text', ['Period', 'Period'], ({ source }) => source.period.toString()),
  column('system', 'text', ['Systemets id', 'Id of the system'], ({ system }) => system.id),
  column('system_name', 'text', ['Systemets namn', 'Name of the system'], ({ system }) => system.name.sv),
  column('owner', 'text', ['Systemägare', 'Owner'], ({ system }) => system.owner.sv),
  column(
    'service_time',
    'text',
    ['Avtalad servicetid', 'Agreed service time'],
    ({ system }) => system.serviceTime.sv,
  ),
  figure(
    'availability',
    ['Tillgänglighet, procent', 'Availability, per cent'],
    ({ figures }) => figures.availability,
  ),
  figure(
    'availability_with_planned_work',
    ['Detsamma, med planerat arbete räknat', 'The same with planned work counted'],
    ({ figures }) => figures.availabilityWithMaintenance,
  ),
  figure('agreed_hours', ['Avtalade timmar', 'Agreed hours'], ({ figures }) => hours(figures.agreedMs)),
  figure('up_hours', ['Uppe, timmar', 'Up, hours'], ({ figures }) =>
    hours(figures.inside.upMs + figures.inside.degradedMs),
  ),
  figure('degraded_hours', ['Därav långsam', 'Of which slow'], ({ figures }) =>
    hours(figures.inside.degradedMs),
  ),
  figure('down_hours', ['Nere, timmar', 'Down, hours'], ({ figures }) => hours(figures.inside.downMs)),
  figure('unmonitored_hours', ['Inte mätt, timmar', 'Not measured, hours'], unmonitoredHours),
  figure('planned_work_down_hours', ['Nere under planerat arbete', 'Down in planned work'], ({ figures }) =>
    hours(figures.maintenance.downMs),
  ),
  figure(
    'coverage',
    ['Mätt andel av avtalad tid, 0 till 1', 'Measured share of agreed time'],
    ({ figures }) => figures.coverage,
  ),
  figure('outages', ['Avbrott som räknas', 'Outages that count'], ({ figures }) => figures.outageCount),
  figure('outage_hours', ['Deras tid i perioden', 'Their time in the period'], ({ figures }) =>
    hours(figures.outageTotalMs),
  ),
  figure('mean_hours_to_restore', ['Tid till återställd, medel', 'Mean time to restore'], ({ figures }) =>
    figures.meanTimeToRestoreMs === null ? null : hours(figures.meanTimeToRestoreMs),
  ),
  ofOutage('outage', 'text', ['Avbrottets id', 'Id of the outage'], ({ id }) => id),
  ofOutage('outage_from', 'moment', ['Började', 'Began'], ({ from }) => from),
  ofOutage('outage_to', 'moment', ['Slutade; tomt om det pågår', 'Ended'], ({ to }) => to),
  ofOutage('outage_duration_hours', 'number', ['Längd, timmar', 'Length'], ({ durationMs }) =>
    hours(durationMs),
  ),
  ofOutage('reason', 'text', ['Orsaksklass', 'Class of reason'], ({ reason }) => reason),
  ofOutage('counted', 'flag', ['Om det räknas', 'Whether it counts'], ({ counted }) => counted),
  ofOutage('notes', 'text', ['Anteckningar', 'Notes'], ({ annotations }) =>
    annotations.map(({ text }) => text).join(' | '),
  ),
  column(
    'frozen_at',
    'moment',
    ['När perioden fastställdes', 'When the period was frozen'],
    ({ source }) => source.frozenAt,
  ),
];

/** Agreed time of which nothing is known: also what no roll-up tells of. */
export function unmonitoredHours({ figures: { agreedMs, inside } }: MeasuredSystem): number {
  return hours(Math.max(0, agreedMs - inside.upMs - inside.degradedMs - inside.downMs));
}

/** The report as a table: a row of each system, then one of each of its outages. */
export function availabilityTable(source: AvailabilitySource): Table {
  const rows = source.systems.flatMap((system): Row[] =>
    [null, ...system.outages].map((outage) => ({ source, system, outage })),
  );
  return {
    title: `Tillgänglighet ${source.period.toString()}`,
    columns: COLUMNS.map(({ name, type, help }) => ({ name, type, help })),
    rows: rows.map((row) => COLUMNS.map(({ of }) => of(row))),
    notes: [],
    frozenAt: source.frozenAt,
  };
}
