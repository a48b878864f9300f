import { type AcceptedDeviation, type Comment, type Withdrawal } from '#core';
import { isEither, isMaybe, isObject, isText, isWord } from './guards.js';

/** A comment, or that one was taken back. */
export const isCommentContent = isEither(
  isObject<Pick<Comment, 'text'>>({ text: isText }),
  isObject<{ readonly action: 'withdraw'; readonly comment: string; readonly reason?: string }>({
    action: isWord('withdraw'),
    comment: isText,
    reason: isMaybe(isText),
  }),
);

/** A deviation that was accepted, or that this was withdrawn. */
export const isDeviationContent = isEither(
  isObject<Pick<AcceptedDeviation, 'from' | 'until' | 'reason'> & { readonly action: 'accept' }>({
    action: isWord('accept'),
    from: isText,
    until: isText,
    reason: isText,
  }),
  isObject<Pick<Withdrawal, 'from' | 'reason'> & { readonly action: 'withdraw'; readonly deviation: string }>(
    {
      action: isWord('withdraw'),
      deviation: isText,
      from: isText,
      reason: isMaybe(isText),
    },
  ),
);
