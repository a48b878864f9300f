import { type StatusMessage } from '#core';
import { atDesk } from '../find-desk.js';
import { clockText } from './outages.js';

interface PublishOptions {
  readonly text: string;
  readonly titleEn?: string;
  readonly textEn?: string;
}

function line({ id, title, text, systems, at, updates, endedAt }: StatusMessage): string {
  const ended = endedAt === null ? '' : `, avslutat ${clockText(endedAt)}`;
  const about = systems.length === 0 ? '' : ` [${systems.join(', ')}]`;
  const more = updates.map((update) => `    ${clockText(update.at)} ${update.text.sv}\n`).join('');
  return `${clockText(at)}${ended}  ${title.sv}${about}\n    ${text.sv}\n${more}    ${id}\n`;
}

/** Prints the messages to citizens that go on, or all that were ever published. */
export async function printMessages({ all, json }: { all?: boolean; json?: boolean }): Promise<void> {
  const messages = await atDesk((desk) => desk.remarks.messages());
  const shown = all ? messages : messages.filter(({ endedAt }) => endedAt === null);
  if (json) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  else process.stdout.write(shown.map(line).join('') || 'Inget meddelande pågår.\n');
}

/** Tells citizens what is going on. */
export async function publishMessage(
  title: string,
  systems: readonly string[],
  { text, titleEn, textEn }: PublishOptions,
): Promise<void> {
  const message = {
    title: { sv: title, en: titleEn ?? null },
    text: { sv: text, en: textEn ?? null },
    systems,
  };
  process.stdout.write(line(await atDesk((desk) => desk.remarks.publish(message))));
}

/** Tells more. */
export async function updateMessage(
  id: string,
  text: string,
  { en }: { readonly en?: string },
): Promise<void> {
  const told = { sv: text, en: en ?? null };
  process.stdout.write(line(await atDesk((desk) => desk.remarks.updateMessage(id, told))));
}

/** Says that it is over. */
export async function endMessage(id: string): Promise<void> {
  process.stdout.write(line(await atDesk((desk) => desk.remarks.endMessage(id))));
}
