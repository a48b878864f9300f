import { join, resolve } from 'node:path';
import { AccountMap } from '../account-maps.js';
import { Backups } from '../backups.js';
import { Collector } from '../collectors.js';
import { DatasetSchema } from '../datasets.js';
import {
  Canaries,
  Delivery,
  MaintenanceEntry,
  Portfolio,
  Principal,
  Project,
  ServiceTimeEntry,
  System,
  Unit,
} from '../entries.js';
import { Ils } from '../ils.js';
import { Measure, TargetRow } from '../measures.js';
import { Notifications } from '../notifications.js';
import { OpenData } from '../open-data.js';
import { Reminders } from '../reminders.js';
import { CitySettings, Perspective } from '../rules.js';
import { StatusGroup } from '../status-groups.js';
import { SignIn } from '../sign-in.js';
import { Instrument, SurveyLanguage } from '../instruments.js';
import { SurveyMap } from '../survey-maps.js';
import { type SystemCalendar, readCalendars } from './calendars.js';
import { faultAt } from './config-fault.js';
import { type ConfigReader } from './config-reader.js';
import { type Entry, type Section } from './entry.js';

const SETTINGS_FILE = 'perspektiv.yaml';

/** Everything that a config folder holds, as it is written. */
export interface ConfigContent {
  readonly settings: Entry<CitySettings> | null;
  readonly perspectives: Section<Perspective>;
  readonly units: Section<Unit>;
  readonly systems: Section<System>;
  readonly serviceTimes: Section<ServiceTimeEntry>;
  readonly maintenance: Section<MaintenanceEntry>;
  readonly calendars: readonly SystemCalendar[];
  readonly canaries: Section<Canaries>;
  readonly portfolios: Section<Portfolio>;
  readonly projects: Section<Project>;
  readonly targets: Section<TargetRow>;
  readonly statusGroups: Section<StatusGroup>;
  readonly deliveries: Section<Delivery>;
  readonly principals: Section<Principal>;
  readonly notifications: Entry<Notifications> | null;
  readonly reminders: Entry<Reminders> | null;
  readonly ils: Entry<Ils> | null;
  readonly openData: Entry<OpenData> | null;
  readonly backups: Entry<Backups> | null;
  readonly signIn: Entry<SignIn> | null;
  readonly measures: Section<Measure>;
  readonly datasets: Section<DatasetSchema>;
  readonly accountMaps: Section<AccountMap>;
  readonly surveyMaps: Section<SurveyMap>;
  readonly instruments: Section<Instrument>;
  readonly surveyLanguages: Section<SurveyLanguage>;
  readonly collectors: Section<Collector>;
}

/** Reads the settings of a folder, and makes the reader fall back on what they extend. */
async function readSettings(reader: ConfigReader, folder: string): Promise<Entry<CitySettings> | null> {
  const own = await reader.map(join(folder, SETTINGS_FILE), CitySettings);
  if (!own && !reader.faults.length) {
    reader.reportMissing(SETTINGS_FILE, 'Add it, with the name of the city: name: { sv: …, en: … }.');
  }
  const visited = new Set([resolve(folder)]);
  let from = { folder, settings: own };
  for (;;) {
    const extended = from.settings?.written.extends;
    if (!from.settings || typeof extended !== 'string') return own;
    const base = resolve(from.folder, extended);
    const place = from.settings.at('extends');
    if (visited.has(base)) {
      reader.faults.push(faultAt(place, 'The folder extends itself.', 'Name another folder.'));
      return own;
    }
    visited.add(base);
    if (!(await reader.extend(base))) {
      reader.faults.push(
        faultAt(place, `There is no folder "${extended}".`, 'Write its path from this folder.'),
      );
      return own;
    }
    from = { folder: base, settings: await reader.map(join(base, SETTINGS_FILE), CitySettings) };
  }
}

/** What is asked by us has `versions`; what another tool asks says how its exports are read. */
function isInstrument(written: unknown): boolean {
  return typeof written === 'object' && written !== null && 'versions' in written;
}

async function readSurveys(reader: ConfigReader): Promise<Pick<ConfigContent, 'surveyMaps' | 'instruments'>> {
  const { entries, ...folder } = await reader.folderOf<SurveyMap | Instrument>('surveys', {
    noun: 'survey',
    type: { of: (written) => (isInstrument(written) ? Instrument : SurveyMap) },
    idKey: 'id',
    ending: '.yaml',
    required: false,
  });
  const isAsked = (entry: Entry<SurveyMap | Instrument>): entry is Entry<Instrument> =>
    entry.value instanceof Instrument;
  const isRead = (entry: Entry<SurveyMap | Instrument>): entry is Entry<SurveyMap> => !isAsked(entry);
  return {
    surveyMaps: { ...folder, noun: 'survey map', entries: entries.filter(isRead) },
    instruments: { ...folder, noun: 'survey', entries: entries.filter(isAsked) },
  };
}

/** Reads every file of a config folder; what is wrong in any of them is gathered by the reader. */
export async function readContent(reader: ConfigReader, folder: string): Promise<ConfigContent> {
  const settings = await readSettings(reader, folder);
  return {
    settings,
    perspectives: await reader.list('perspectives.yaml', { noun: 'perspective', type: Perspective }),
    units: await reader.list('units.yaml', { noun: 'unit', type: Unit }),
    systems: await reader.list('systems.yaml', { noun: 'system', type: System }),
    serviceTimes: await reader.list('service-times.yaml', { noun: 'service time', type: ServiceTimeEntry }),
    maintenance: await reader.list('maintenance.yaml', {
      noun: 'maintenance',
      type: MaintenanceEntry,
      required: false,
    }),
    calendars: await readCalendars(reader),
    canaries: await reader.list('canaries.yaml', { noun: 'canaries', type: Canaries, required: false }),
    portfolios: await reader.list('portfolios.yaml', { noun: 'portfolio', type: Portfolio }),
    projects: await reader.list('projects.yaml', { noun: 'project', type: Project, required: false }),
    targets: await reader.list('targets.yaml', { noun: 'target', type: TargetRow, required: false }),
    statusGroups: await reader.list('status.yaml', {
      noun: 'status group',
      type: StatusGroup,
      required: false,
    }),
    deliveries: await reader.list('deliveries.yaml', { noun: 'delivery', type: Delivery, required: false }),
    principals: await reader.list('access.yaml', { noun: 'principal', type: Principal, required: false }),
    notifications: await reader.optionalMap('notifications.yaml', Notifications),
    reminders: await reader.optionalMap('reminders.yaml', Reminders),
    ils: await reader.optionalMap('ils.yaml', Ils),
    openData: await reader.optionalMap('open-data.yaml', OpenData),
    backups: await reader.optionalMap('backup.yaml', Backups),
    signIn: await reader.optionalMap('sign-in.yaml', SignIn),
    measures: await reader.folderOf('measures', {
      noun: 'measure',
      type: Measure,
      idKey: 'id',
      ending: '.yaml',
    }),
    datasets: await reader.folderOf('datasets', {
      noun: 'data set',
      type: DatasetSchema,
      idKey: 'name',
      ending: '.schema.json',
    }),
    accountMaps: await reader.folderOf('accounts', {
      noun: 'account map',
      type: AccountMap,
      idKey: 'id',
      ending: '.yaml',
      required: false,
    }),
    ...(await readSurveys(reader)),
    surveyLanguages: await reader.list('survey-languages.yaml', {
      noun: 'language of surveys',
      type: SurveyLanguage,
      required: false,
    }),
    collectors: await reader.list('collectors.yaml', { noun: 'collector', type: Collector, required: false }),
  };
}
