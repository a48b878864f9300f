import { type AcceptedDeviation, type Comment, type StatusMessage } from '#core';
import {
  type CommentAsked,
  type DeviationAsked,
  type MessageAsked,
  type RemarkDesk,
  type RemarksAsked,
} from './remark-desk.js';

/** Asks something of the monitor's API, and reads the answer; throws a refusal. */
export type AskMonitor = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

function queryOf(asked: Readonly<Record<string, string | undefined>>): string {
  const told = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  return told.length === 0 ? '' : `?${new URLSearchParams(told).toString()}`;
}

/** Remarks and messages by way of the monitor that holds the data folder. */
export class RemoteRemarks implements RemarkDesk {
  constructor(private readonly ask: AskMonitor) {}

  async comments({ measure, subject, period }: RemarksAsked): Promise<readonly Comment[]> {
    return this.list('comments', { measure, subject, period });
  }

  async comment({ text, ...topic }: CommentAsked): Promise<Comment> {
    return (await this.ask('POST', `comments${queryOf({ ...topic })}`, { text })) as Comment;
  }

  async deviations({ measure, subject }: RemarksAsked): Promise<readonly AcceptedDeviation[]> {
    return this.list('deviations', { measure, subject });
  }

  async accept(asked: DeviationAsked): Promise<AcceptedDeviation> {
    return (await this.ask('POST', 'deviations', asked)) as AcceptedDeviation;
  }

  async withdrawDeviation(id: string, from?: string): Promise<AcceptedDeviation> {
    const path = `deviations/${encodeURIComponent(id)}${queryOf({ from })}`;
    return (await this.ask('DELETE', path)) as AcceptedDeviation;
  }

  async messages(): Promise<readonly StatusMessage[]> {
    return this.list('status/messages', {});
  }

  async publish(asked: MessageAsked): Promise<StatusMessage> {
    return (await this.ask('POST', 'status/messages', asked)) as StatusMessage;
  }

  async updateMessage(id: string, text: StatusMessage['text']): Promise<StatusMessage> {
    const path = `status/messages/${encodeURIComponent(id)}/updates`;
    return (await this.ask('POST', path, { text })) as StatusMessage;
  }

  async endMessage(id: string): Promise<StatusMessage> {
    return (await this.ask('DELETE', `status/messages/${encodeURIComponent(id)}`)) as StatusMessage;
  }

  private async list<T>(
    path: string,
    query: Readonly<Record<string, string | undefined>>,
  ): Promise<readonly T[]> {
    return ((await this.ask('GET', `${path}${queryOf(query)}`)) as { items: T[] }).items;
  }
}
