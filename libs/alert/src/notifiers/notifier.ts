import { type Notice, type Result } from '#core';

/** Notices for one channel that are told together; its id never changes, however often it is sent. */
export interface Message {
  readonly id: string;
  readonly notices: readonly Notice[];
}

/** Why a message did not arrive. */
export interface NotifierRefusal {
  readonly message: string;
  /**
   * `unreachable`: nobody took it (network, 5xx, too busy); `refused`: turned away, as reverse proxies do while a receiver
   * restarts or a token is renewed (401, 403, 404, 410, SMTP 5xx); `unreadable`: this very message was found wrong;
   * `unsayable`: we could not put it into words, nor will we when it is tried again.
   */
  readonly kind: 'unreachable' | 'refused' | 'unreadable' | 'unsayable';
  /** How long the other end asks us to wait (`Retry-After`), in milliseconds. */
  readonly retryAfterMs?: number;
}

/** Takes messages to people or machines. It only sends: what, to whom and how often is decided elsewhere. */
export interface Notifier {
  /** Sending the same message again can be known by its id at the other end. */
  send(message: Message, nowMs: number): Promise<Result<null, NotifierRefusal>>;
}
