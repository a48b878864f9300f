import { type Channel } from '../notifications.js';
import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, type Place, didYouMean, faultAt } from './config-fault.js';
import { type PlaceOf } from './yaml-source.js';

const NEEDED = { mail: 'to', webhook: 'url', alertmanager: 'url' } as const;

interface Reference {
  readonly id: string;
  readonly place: Place;
}

function unknown(noun: string, { id, place }: Reference, known: readonly string[]): ConfigFault[] {
  if (known.includes(id)) return [];
  return [faultAt(place, `There is no ${noun} "${id}".`, didYouMean(suggest(id, known), known))];
}

function checkChannel(channel: Channel, place: Place, hasMail: boolean): ConfigFault[] {
  const needed = NEEDED[channel.kind];
  const faults: ConfigFault[] = [];
  if (channel[needed] === undefined) {
    const message = `A channel of kind "${channel.kind}" has no "${needed}".`;
    faults.push(faultAt(place, message, `Add the key "${needed}".`));
  }
  if (channel.kind === 'mail' && !hasMail) {
    const remedy = 'Add "mail" with from and host, at the top of the file.';
    faults.push(faultAt(place, 'No server is named that mail could leave by.', remedy));
  }
  return faults;
}

function references(ids: readonly string[] | undefined, at: PlaceOf, path: readonly (string | number)[]) {
  return (ids ?? []).map((id, index) => ({ id, place: at(...path, index) }));
}

/** Channels are whole, and routes name channels, systems and units that there are. */
export function checkNotifications({ notifications, systems, units }: ConfigContent): ConfigFault[] {
  if (!notifications?.sound) return [];
  const { value, at } = notifications;
  const channels = value.channels.map(({ id }) => id);
  const systemIds = systems.entries.map((entry) => entry.value.id);
  const unitIds = units.entries.map((entry) => entry.value.id);
  const twice = value.channels.flatMap(({ id }, index) =>
    channels.indexOf(id) < index
      ? [faultAt(at('channels', index, 'id'), `There is a channel "${id}" already.`, 'Call it otherwise.')]
      : [],
  );
  const dangling = value.routes.flatMap((route, index) => [
    ...[
      ...references(route.channels, at, ['routes', index, 'channels']),
      ...references(route.escalateTo, at, ['routes', index, 'escalateTo']),
    ].flatMap((reference) => unknown('channel', reference, channels)),
    ...references(route.systems, at, ['routes', index, 'systems']).flatMap((reference) =>
      systems.whole ? unknown('system', reference, systemIds) : [],
    ),
    ...references(route.units, at, ['routes', index, 'units']).flatMap((reference) =>
      units.whole ? unknown('unit', reference, unitIds) : [],
    ),
  ]);
  const hasMail = value.mail !== undefined;
  return [
    ...value.channels.flatMap((channel, index) => checkChannel(channel, at('channels', index), hasMail)),
    ...twice,
    ...dangling,
  ];
}
