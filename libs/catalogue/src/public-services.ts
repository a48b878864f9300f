import { type Catalogue } from './catalogue.js';
import { type System } from './entries.js';
import { type Text } from './shapes.js';
import { type StatusGroup } from './status-groups.js';

/** A public system under its heading. */
export interface PublicService {
  readonly system: System;
  readonly alternative: Text | null;
}

/** A heading of the status page; `null` where a catalogue has none and lists its services without. */
export interface PublicGroup {
  readonly heading: Pick<StatusGroup, 'id' | 'name'> | null;
  readonly services: readonly PublicService[];
}

/** The public systems, under the headings of `status.yaml`; without that file, all in one group. */
export function publicGroups({ systems, statusGroups }: Catalogue): readonly PublicGroup[] {
  if (statusGroups.length === 0) {
    const shown = [...systems.values()].filter((system) => system.public);
    return [{ heading: null, services: shown.map((system) => ({ system, alternative: null })) }];
  }
  return statusGroups.map(({ id, name, alternative: usual, services }) => ({
    heading: { id, name },
    services: services.flatMap(({ system: named, alternative = usual }) => {
      const system = systems.get(named);
      return system ? [{ system, alternative }] : [];
    }),
  }));
}
