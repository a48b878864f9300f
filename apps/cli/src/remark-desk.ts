import { type AcceptedDeviation, type Comment, type StatusMessage } from '#core';

/** Which comments or deviations; what is left out matches all. */
export interface RemarksAsked {
  readonly measure?: string | undefined;
  /** `unit:city` */
  readonly subject?: string | undefined;
  readonly period?: string | undefined;
}

export interface CommentAsked {
  readonly measure: string;
  readonly subject: string;
  readonly period: string;
  readonly text: string;
}

export interface DeviationAsked {
  readonly measure: string;
  readonly subject: string;
  /** ISO dates, both included. */
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** A message to citizens, as the API takes it. */
export interface MessageAsked {
  readonly title: StatusMessage['title'];
  readonly text: StatusMessage['text'];
  readonly systems: readonly string[];
}

/** What the cli says beside the figures, and to citizens. */
export interface RemarkDesk {
  comments(asked: RemarksAsked): Promise<readonly Comment[]>;
  comment(asked: CommentAsked): Promise<Comment>;
  deviations(asked: RemarksAsked): Promise<readonly AcceptedDeviation[]>;
  accept(asked: DeviationAsked): Promise<AcceptedDeviation>;
  /** From a day on, or as if it had never held. */
  withdrawDeviation(id: string, from?: string): Promise<AcceptedDeviation>;
  /** All that were ever published, oldest first. */
  messages(): Promise<readonly StatusMessage[]>;
  publish(asked: MessageAsked): Promise<StatusMessage>;
  updateMessage(id: string, text: StatusMessage['text']): Promise<StatusMessage>;
  endMessage(id: string): Promise<StatusMessage>;
}
