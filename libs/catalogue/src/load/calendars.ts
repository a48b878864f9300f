import { readCalendar } from '../planned-work/calendar-file.js';
import { type MaintenanceSeries } from '../planned-work/maintenance-series.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { type ConfigReader } from './config-reader.js';

/** The work on one system, from the calendar file that is called by its id. */
export interface SystemCalendar {
  readonly system: string;
  readonly file: string;
  readonly series: readonly MaintenanceSeries[];
}

/** Reads `maintenance/<system>.ics`. */
export async function readCalendars(reader: ConfigReader): Promise<SystemCalendar[]> {
  const files = await reader.filesIn('maintenance', '.ics');
  return files.map(({ id, file, bytes }) => {
    const read = readCalendar(bytes);
    if (read.ok) return { system: id, file, series: read.value };
    const remedy = 'Export the calendar anew, in the format iCalendar.';
    reader.faults.push(
      ...read.problem.map((message): ConfigFault => faultAt({ file, line: 1 }, message, remedy)),
    );
    return { system: id, file, series: [] };
  });
}
