import { type TcpProbe } from '#catalogue';
import { openConnection } from './connection.js';
import { textOf } from './probe-settings.js';
import { destinationOf, type Route } from './route.js';
import { Talk } from './talk.js';

/** Connects, and speaks as told. Throws a `ProbeFailure`; `content` when something else was heard. */
export async function probeTcp({ url, startTls, dialogue }: TcpProbe, route: Route): Promise<void> {
  const socket = await openConnection({ ...destinationOf(url), startTls }, route);
  route.whenConnected?.();
  if (dialogue.length === 0) return;
  const { attempt, settings } = route;
  const talk = new Talk(socket);
  for (const { send, expect } of dialogue) {
    if (send !== undefined) talk.say(Buffer.from(textOf(send, settings)));
    if (expect === undefined) continue;
    const sought = Buffer.from(expect).toString('latin1');
    attempt.mark();
    await talk.hear((heard) => {
      if (heard !== '') attempt.expiryReason = 'content';
      return heard.includes(sought);
    });
    attempt.mark('ttfbMs');
    attempt.expiryReason = 'timeout';
    settings.trace?.({ kind: 'expected', what: `text "${expect}"`, holds: true });
  }
}
