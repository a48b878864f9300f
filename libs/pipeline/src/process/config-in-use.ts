import { isDeepStrictEqual } from 'node:util';
import { type Catalogue } from '#catalogue';

type Part = readonly [name: string, of: (catalogue: Catalogue) => unknown];

/** The rules that the store and the doors are built from. */
const RULES_OF_THE_START = new Set(['uploads', 'limits', 'reachableNetworks', 'keepSamplesMonths']);

function otherThan(names: ReadonlySet<string>, settings: object): [string, unknown][] {
  return Object.entries(settings).filter(([name]) => !names.has(name));
}

/** What is taken into use at once, by the file or folder that it stands in. */
const AT_ONCE: readonly Part[] = [
  ['perspektiv.yaml', ({ name, rules }) => [name, otherThan(RULES_OF_THE_START, rules)]],
  ['perspectives.yaml', ({ perspectives }) => perspectives],
  ['units.yaml', ({ units }) => units],
  ['systems.yaml', ({ systems }) => systems],
  ['service-times.yaml', ({ serviceTimes }) => serviceTimes],
  ['maintenance.yaml', ({ maintenance }) => maintenance],
  ['maintenance/', ({ calendars }) => calendars],
  ['canaries.yaml', ({ canaries }) => canaries],
  ['portfolios.yaml', ({ portfolios }) => portfolios],
  ['projects.yaml', ({ projects }) => projects],
  ['measures/', ({ measures }) => measures],
  ['targets.yaml', ({ targets }) => targets],
  ['status.yaml', ({ statusGroups }) => statusGroups],
  ['deliveries.yaml', ({ deliveries }) => deliveries],
  ['access.yaml', ({ principals }) => principals],
  ['notifications.yaml', ({ notifications }) => otherThan(new Set(['mail']), notifications)],
  ['reminders.yaml', ({ reminders }) => reminders],
  ['ils.yaml', ({ ils }) => ils],
  ['open-data.yaml', ({ openData }) => openData],
  ['backup.yaml', ({ backups }) => backups],
];

/** What is read at a start only: the store, the doors and the timetables are built from it (ADR 50). */
const AT_START: readonly Part[] = [
  [
    'perspektiv.yaml (rules: uploads, limits, reachableNetworks, keepSamplesMonths)',
    ({ rules }) => [rules.uploads, rules.limits, rules.reachableNetworks, rules.keepSamplesMonths],
  ],
  ['datasets/', ({ datasets }) => datasets],
  ['accounts/', ({ accountMaps }) => accountMaps],
  ['surveys/', ({ surveyMaps, instruments }) => [surveyMaps, instruments]],
  ['survey-languages.yaml', ({ surveyLanguages }) => surveyLanguages],
  ['collectors.yaml', ({ collectors }) => collectors],
  ['notifications.yaml (mail)', ({ notifications }) => notifications.mail],
  ['sign-in.yaml', ({ signIn }) => signIn],
];

/** How another catalogue differs from the one in use, by file or folder. */
export interface ConfigChange {
  /** What can be taken into use at once. */
  readonly atOnce: readonly string[];
  /** What cannot be without a new start. */
  readonly atStart: readonly string[];
}

/**
 * The catalogue that the whole process goes by. It is one object for as long as the process lives, so that every room may keep
 * it; a change of the config folder replaces all its parts at one instant, and never changes a part. Whoever keeps something
 * that was made from a part asks to be told.
 */
export class ConfigInUse {
  readonly catalogue: Catalogue;
  private readonly listeners: (() => void | Promise<void>)[] = [];

  constructor(catalogue: Catalogue) {
    this.catalogue = { ...catalogue };
  }

  /** Has something made anew whenever another catalogue is taken into use; in the order in which it was asked for. */
  whenTaken(listener: () => void | Promise<void>): void {
    this.listeners.push(listener);
  }

  changeTo(next: Catalogue): ConfigChange {
    const differing = (parts: readonly Part[]): string[] =>
      parts.filter(([, of]) => !isDeepStrictEqual(of(next), of(this.catalogue))).map(([name]) => name);
    return { atOnce: differing(AT_ONCE), atStart: differing(AT_START) };
  }

  /** Takes another catalogue into use; resolves when everything that was made from the one before is made anew. */
  async take(next: Catalogue): Promise<void> {
    for (const part of Object.keys(this.catalogue)) Reflect.deleteProperty(this.catalogue, part);
    Object.assign(this.catalogue, next);
    await Promise.all(this.listeners.map(async (listener) => listener()));
  }
}
