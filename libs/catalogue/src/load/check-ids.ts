import { type ConfigContent } from './config-content.js';
import { type ConfigFault, type Place, faultAt } from './config-fault.js';
import { type Section } from './entry.js';

interface Named {
  readonly name: string;
  readonly place: Place;
}

const USUAL_REMEDY = 'Give one of them another id, or remove it.';

function duplicates(noun: string, named: readonly Named[], remedy = USUAL_REMEDY): ConfigFault[] {
  const first = new Map<string, Place>();
  return named.flatMap(({ name, place }) => {
    const taken = first.get(name);
    if (!taken) {
      first.set(name, place);
      return [];
    }
    const message = `The ${noun} "${name}" is already at ${taken.file}:${taken.line}.`;
    return [faultAt(place, message, remedy)];
  });
}

function namedBy(section: Section<object>, key: string): Named[] {
  return section.entries.flatMap(({ written, at }) => {
    const name = written[key];
    return typeof name === 'string' || typeof name === 'number'
      ? [{ name: String(name), place: at(key) }]
      : [];
  });
}

/** Probes are known by their ids alone, so these are unique over all systems. */
function probes({ systems }: ConfigContent): Named[] {
  return systems.entries.flatMap(({ written, at }) => {
    const list: unknown = written.probes;
    if (!Array.isArray(list)) return [];
    return list.flatMap((probe: unknown, index) =>
      typeof probe === 'object' && probe !== null && 'id' in probe && typeof probe.id === 'string'
        ? [{ name: probe.id, place: at('probes', index, 'id') }]
        : [],
    );
  });
}

/** What entries are called, and were called before: a former id may not be taken by another entry. */
function idsEver(section: Section<object>): Named[] {
  const former = section.entries.flatMap(({ written, at }) =>
    ['formerIds', 'formerly'].flatMap((key) => {
      const list: unknown = written[key];
      if (!Array.isArray(list)) return [];
      return list.flatMap((id: unknown, index) =>
        typeof id === 'string' ? [{ name: id, place: at(key, index) }] : [],
      );
    }),
  );
  return [...namedBy(section, 'id'), ...former];
}

/** Every id names one thing only, and every token one principal. */
export function checkIds(content: ConfigContent): ConfigFault[] {
  const { perspectives, units, systems, serviceTimes, portfolios, projects } = content;
  const { deliveries, principals, accountMaps, statusGroups, collectors } = content;
  const { surveyMaps, instruments, surveyLanguages } = content;
  const sections: readonly Section<object>[] = [
    perspectives,
    serviceTimes,
    portfolios,
    deliveries,
    principals,
    accountMaps,
    surveyMaps,
    instruments,
    surveyLanguages,
    statusGroups,
    collectors,
  ];
  return [
    ...sections.flatMap((section) => duplicates(section.noun, namedBy(section, 'id'))),
    ...[content.measures, units, systems, projects].flatMap((section) =>
      duplicates(section.noun, idsEver(section)),
    ),
    ...duplicates('probe', probes(content)),
    ...duplicates(
      'token with the hash',
      namedBy(principals, 'tokenSha256'),
      'Give each principal a token of its own.',
    ),
  ];
}
