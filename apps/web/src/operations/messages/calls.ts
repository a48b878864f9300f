import type { Result, StatusMessage, WrittenText } from '#core';
import type { Problem } from '../../api/answers.js';
import { tell } from '../../api/ask.js';

type Told = Promise<Result<StatusMessage, Problem>>;

const CALLER = { token: null };

export interface MessageDraft {
  readonly title: WrittenText;
  readonly text: WrittenText;
  /** Ids of public systems. */
  readonly systems: readonly string[];
}

/** Publishes a message on the public status page. */
export function publishMessage(body: MessageDraft): Told {
  return tell('status/messages', { method: 'POST', body, caller: CALLER }) as Told;
}

/** Tells more; what was said before stays. */
export function updateMessage(id: string, text: WrittenText): Told {
  const path = `status/messages/${encodeURIComponent(id)}/updates`;
  return tell(path, { method: 'POST', body: { text }, caller: CALLER }) as Told;
}

/** Says that it is over. */
export function endMessage(id: string): Told {
  return tell(`status/messages/${encodeURIComponent(id)}`, { method: 'DELETE', caller: CALLER }) as Told;
}

/** What somebody wrote in a form, in Swedish and perhaps in English. */
export function writtenIn(form: FormData, name: string): WrittenText {
  const text = (field: string): string => {
    const value = form.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
  const en = text(`${name}-en`);
  return { sv: text(name), en: en === '' ? null : en };
}
