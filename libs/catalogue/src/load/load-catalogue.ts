import { PERSPECTIVES, type Result, failed, ok } from '#core';
import { type Catalogue } from '../catalogue.js';
import { Notifications } from '../notifications.js';
import { Reminders } from '../reminders.js';
import { byCatalogueOrder } from '../measures-in-force.js';
import { type Collector, type CollectorKinds } from '../collectors.js';
import { checkAccountMaps } from './check-account-maps.js';
import { checkCollectors, readCollectors } from './check-collectors.js';
import { checkDated } from './check-dated.js';
import { checkDatasets } from './check-datasets.js';
import { checkDeliveries } from './check-deliveries.js';
import { checkEntries } from './check-entries.js';
import { checkDependencies } from './check-dependencies.js';
import { checkIls } from './check-ils.js';
import { checkIds } from './check-ids.js';
import { checkInstruments } from './check-instruments.js';
import { checkMeasures } from './check-measures.js';
import { checkMistakes } from './check-mistakes.js';
import { checkNotifications } from './check-notifications.js';
import { checkOpenData } from './check-open-data.js';
import { checkProbes } from './check-probes.js';
import { checkReferences } from './check-references.js';
import { checkReminders } from './check-reminders.js';
import { checkStatusGroups } from './check-status-groups.js';
import { checkSignIn } from './check-sign-in.js';
import { checkSuccession } from './check-succession.js';
import { checkSurveyMaps } from './check-survey-maps.js';
import { checkTargets } from './check-targets.js';
import { checkUnits } from './check-units.js';
import { type ConfigContent, readContent } from './config-content.js';
import { type ConfigFault, byPlace, faultAt } from './config-fault.js';
import { ConfigReader } from './config-reader.js';
import { type Section } from './entry.js';

const CHECKS: readonly ((content: ConfigContent) => ConfigFault[])[] = [
  checkIds,
  checkReferences,
  checkUnits,
  checkDated,
  checkSuccession,
  checkEntries,
  checkDependencies,
  checkProbes,
  checkDatasets,
  checkMeasures,
  checkTargets,
  checkDeliveries,
  checkNotifications,
  checkReminders,
  checkAccountMaps,
  checkSurveyMaps,
  checkInstruments,
  checkStatusGroups,
  checkSignIn,
  checkIls,
  checkCollectors,
  checkOpenData,
];

function values<T extends object>({ entries }: Section<T>): T[] {
  return entries.map((entry) => entry.value);
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function assemble(
  content: ConfigContent & { readonly settings: NonNullable<ConfigContent['settings']> },
  collectors: readonly Collector[],
): Catalogue {
  const { name, rules } = content.settings.value;
  return {
    name,
    rules,
    perspectives: values(content.perspectives).sort(
      (a, b) => PERSPECTIVES.indexOf(a.id) - PERSPECTIVES.indexOf(b.id),
    ),
    units: byId(values(content.units)),
    systems: byId(values(content.systems)),
    serviceTimes: byId(values(content.serviceTimes)),
    maintenance: values(content.maintenance),
    calendars: new Map(content.calendars.map(({ system, series }) => [system, series])),
    canaries: values(content.canaries),
    portfolios: byId(values(content.portfolios)),
    projects: byId(values(content.projects)),
    measures: byId(values(content.measures).sort(byCatalogueOrder)),
    targets: values(content.targets),
    datasets: new Map(values(content.datasets).map((schema) => [schema.name, schema])),
    accountMaps: byId(values(content.accountMaps)),
    surveyMaps: byId(values(content.surveyMaps)),
    instruments: byId(values(content.instruments)),
    surveyLanguages: byId(values(content.surveyLanguages)),
    collectors: byId(collectors),
    statusGroups: values(content.statusGroups),
    deliveries: values(content.deliveries),
    principals: byId(values(content.principals)),
    notifications: content.notifications?.value ?? new Notifications(),
    reminders: content.reminders?.value ?? new Reminders(),
    ...(content.ils ? { ils: content.ils.value } : {}),
    ...(content.openData ? { openData: content.openData.value } : {}),
    ...(content.backups ? { backups: content.backups.value } : {}),
    ...(content.signIn ? { signIn: content.signIn.value } : {}),
  };
}

interface LoadOptions {
  /** The vantage point to tell likely mistakes for, too (see {@link checkMistakes}); absent: only what is malformed. */
  readonly mistakesFor?: string;
  /** Files of the folder as they would be, by name, in place of what it holds. */
  readonly instead?: ReadonlyMap<string, string>;
}

/**
 * Reads and checks a config folder. Either the whole catalogue, or every fault of every file, by file and line; paths
 * are relative to the folder. A disk that fails is thrown. Without kinds, options of collectors are neither checked nor
 * usable: for programs that do not collect.
 */
export async function loadCatalogue(
  folder: string,
  kinds?: CollectorKinds,
  { mistakesFor, instead }: LoadOptions = {},
): Promise<Result<Catalogue, ConfigFault[]>> {
  const reader = new ConfigReader(folder, instead);
  if (!(await reader.isFolder())) {
    const message = `There is no config folder "${folder}".`;
    return failed([
      faultAt({ file: folder, line: 1 }, message, 'Set PERSPEKTIV_CONFIG to the one that is meant.'),
    ]);
  }
  const content = await readContent(reader, folder);
  await reader.reportMisnamedFiles();
  const collectors = readCollectors(content.collectors, kinds);
  const checked = CHECKS.flatMap((check) => check(content));
  const mistakes = mistakesFor === undefined ? [] : await checkMistakes(content, mistakesFor);
  const faults = [...reader.faults, ...checked, ...collectors.faults, ...mistakes].sort(byPlace);
  const { settings } = content;
  return settings && faults.length === 0
    ? ok(assemble({ ...content, settings }, collectors.value))
    : failed(faults);
}
