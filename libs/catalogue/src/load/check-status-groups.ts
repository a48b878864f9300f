import { dangling, idsOf } from './check-references.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, type Place, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';

interface Listed {
  readonly system: string;
  readonly place: Place;
}

/** Services that an earlier place of the page lists already. */
function listedTwice(listed: readonly Listed[]): ConfigFault[] {
  const first = new Map<string, Place>();
  return listed.flatMap(({ system, place }) => {
    const taken = first.get(system);
    first.set(system, taken ?? place);
    if (!taken) return [];
    const message = `The system "${system}" is already listed at ${taken.file}:${taken.line}.`;
    return [faultAt(place, message, 'Let it stand in one group.')];
  });
}

/** What the status page lists is public, and what is public is listed: once there are groups, every service has its place. */
export function checkStatusGroups({ statusGroups, systems }: ConfigContent): ConfigFault[] {
  const known = idsOf(systems);
  const listed: Listed[] = soundEntries(statusGroups).flatMap(({ value, at }) =>
    value.services.map(({ system }, index) => ({ system, place: at('services', index, 'system') })),
  );
  const isPublic = new Map(soundEntries(systems).map(({ value }) => [value.id, value.public]));
  const hidden = listed.filter(({ system }) => isPublic.get(system) === false);
  return [
    ...listed.flatMap(({ system, place }) => dangling(system, place, known)),
    ...listedTwice(listed),
    ...hidden.map(({ system, place }) =>
      faultAt(
        place,
        `The system "${system}" is not public.`,
        'Set public: true for it, or leave it out here.',
      ),
    ),
    ...(statusGroups.whole && statusGroups.entries.length > 0
      ? unlisted({ systems, statusGroups }, listed)
      : []),
  ];
}

/** Public systems that no group holds. */
function unlisted(
  { systems, statusGroups }: Pick<ConfigContent, 'systems' | 'statusGroups'>,
  listed: readonly Listed[],
): ConfigFault[] {
  if (soundEntries(statusGroups).length < statusGroups.entries.length) return [];
  const names = new Set(listed.map(({ system }) => system));
  return soundEntries(systems)
    .filter(({ value }) => value.public && !names.has(value.id))
    .map(({ value, at }) =>
      faultAt(
        at('public'),
        `The system "${value.id}" is public, but no group of the status page lists it.`,
        `Add it to a group in ${statusGroups.file}, or let it not be public.`,
      ),
    );
}
