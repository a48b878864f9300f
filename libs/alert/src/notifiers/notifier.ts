import { type Notice, type Result } from '#core';

/** Notices for one channel that are told together; its id never changes, however often it is sent. */
export interface Message {
  readonly id: string;
  readonly notices: readonly Notice[];
}

/** Why a message did not arrive. */
export interface NotifierRefusal {
  readonly message: string;
  /** Whether trying again is in vain. */
  readonly isFinal: boolean;
}

/** Takes messages to people or machines. It only sends: what, to whom and how often is decided elsewhere. */
export interface Notifier {
  /** Sending the same message again can be known by its id at the other end. */
  send(message: Message, nowMs: number): Promise<Result<null, NotifierRefusal>>;
}
