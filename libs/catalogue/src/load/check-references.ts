import { SUBJECT_KINDS, type SubjectKind } from '#core';
import { CATEGORIES, SERVICE_DOMAINS } from '../entries.js';
import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, type Place, didYouMean, faultAt } from './config-fault.js';
import { type Section, writtenIds } from './entry.js';

/** What an id may name; `null` when that could not be read, so that nothing can be said of it. */
interface Known {
  readonly noun: string;
  readonly file: string;
  readonly ids: readonly string[] | null;
}

/** The ids of a section, as far as they could be read. */
export function idsOf(section: Section<object>): Known {
  return { noun: section.noun, file: section.file, ids: section.whole ? writtenIds(section) : null };
}

/** The fault that an id names nothing; none when it does, or when nobody can tell. */
export function dangling(id: string, place: Place, { noun, file, ids }: Known): ConfigFault[] {
  if (!ids || ids.includes(id)) return [];
  const near = suggest(id, ids);
  const remedy = near === null ? `Add it to ${file}, or name another.` : didYouMean(near, ids);
  return [faultAt(place, `There is no ${noun} "${id}".`, remedy)];
}

/** The id that an item of a list is, or that a row of a dated value holds. */
function namedIn(item: unknown, key: string): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const row = item as Record<string, unknown>;
  return row.value ?? row[key];
}

/** The references that one key of a section's entries holds: one id, or a list of them. */
export function danglingIn(section: Section<object>, key: string, to: Section<object>): ConfigFault[] {
  const known = idsOf(to);
  return section.entries.flatMap(({ written, at }) => {
    const held = written[key];
    if (Array.isArray(held)) {
      return held.flatMap((item: unknown, i) => {
        const id = namedIn(item, key);
        return typeof id === 'string' || typeof id === 'number'
          ? dangling(String(id), at(key, i), known)
          : [];
      });
    }
    return typeof held === 'string' || typeof held === 'number' ? dangling(String(held), at(key), known) : [];
  });
}

/** The measure that a target is for, by its id or a former one. */
function danglingMeasures({ targets, measures }: ConfigContent): ConfigFault[] {
  const known = idsOf(measures);
  const former = measures.entries.flatMap(({ written: { formerIds, formerly } }): unknown[] =>
    [formerIds, formerly].flatMap((ids) => (Array.isArray(ids) ? (ids as unknown[]) : [])),
  );
  return targets.entries.flatMap(({ written, at }) => {
    const { measure } = written;
    return typeof measure === 'string' && !former.includes(measure)
      ? dangling(measure, at('measure'), known)
      : [];
  });
}

/** The unit in a principal's role `unit:<id>`. */
function danglingRoles({ principals, units }: ConfigContent): ConfigFault[] {
  const known = idsOf(units);
  return principals.entries.flatMap(({ written, at }) => {
    const roles: unknown = written.roles;
    if (!Array.isArray(roles)) return [];
    return roles.flatMap((role: unknown, i) =>
      typeof role === 'string' && role.startsWith('unit:')
        ? dangling(role.slice('unit:'.length), at('roles', i), known)
        : [],
    );
  });
}

function knownSubjects(content: ConfigContent): Record<SubjectKind, Known> {
  return {
    unit: idsOf(content.units),
    system: idsOf(content.systems),
    project: idsOf(content.projects),
    portfolio: idsOf(content.portfolios),
    'service-domain': { noun: 'service domain', file: 'the programme', ids: SERVICE_DOMAINS },
    category: { noun: 'category', file: 'the programme', ids: CATEGORIES },
  };
}

/** The system that a calendar file is called by. */
function danglingCalendars({ calendars, systems }: ConfigContent): ConfigFault[] {
  return calendars.flatMap(({ system, file }) => dangling(system, { file, line: 1 }, idsOf(systems)));
}

/** The subject that a target names, `unit:<id>`. */
function danglingSubjects(content: ConfigContent): ConfigFault[] {
  const known = knownSubjects(content);
  return content.targets.entries.flatMap(({ written, at }) => {
    const subject = written.subject;
    if (typeof subject !== 'string') return [];
    const [kindText, id = ''] = subject.split(':');
    const kind = SUBJECT_KINDS.find((k) => k === kindText);
    if (kind) return dangling(id, at('subject'), known[kind]);
    const remedy = didYouMean(suggest(kindText ?? '', SUBJECT_KINDS), SUBJECT_KINDS);
    return [faultAt(at('subject'), `There is no kind of subject "${kindText ?? ''}".`, remedy)];
  });
}

/** Every id that names another entry names one that exists. */
export function checkReferences(content: ConfigContent): ConfigFault[] {
  const { units, systems, serviceTimes, maintenance, portfolios, projects, deliveries } = content;
  return [
    ...danglingIn(units, 'parent', units),
    ...danglingIn(units, 'mergedInto', units),
    ...danglingIn(units, 'successors', units),
    ...danglingIn(systems, 'owner', units),
    ...danglingIn(systems, 'serviceTime', serviceTimes),
    ...danglingIn(systems, 'dependsOn', systems),
    ...danglingIn(maintenance, 'system', systems),
    ...danglingCalendars(content),
    ...danglingIn(projects, 'unit', units),
    ...danglingIn(projects, 'portfolio', portfolios),
    ...danglingIn(projects, 'delivers', systems),
    ...danglingMeasures(content),
    ...danglingIn(deliveries, 'also', units),
    ...danglingIn(deliveries, 'except', units),
    ...danglingRoles(content),
    ...danglingSubjects(content),
  ];
}
