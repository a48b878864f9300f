import { type AcceptedDeviation, type Comment } from '#core';
import { atDesk } from '../find-desk.js';
import { type RemarksAsked } from '../remark-desk.js';
import { clockText } from './outages.js';

interface ListOptions extends RemarksAsked {
  readonly json?: boolean;
}

function commentLine({ measure, subject, period, text, at, by }: Comment): string {
  return `${clockText(at)}  ${measure}, ${subject}, ${period}\n    ${text} (${by})\n`;
}

function deviationLine({
  id,
  measure,
  subject,
  from,
  until,
  reason,
  by,
  withdrawn,
}: AcceptedDeviation): string {
  const ended = withdrawn ? `, återtagen från ${withdrawn.from}` : '';
  return `${from} – ${until}${ended}  ${measure}, ${subject}\n    ${reason} (${by})\n    ${id}\n`;
}

/** Prints comments, oldest first. */
export async function printComments({ json, ...asked }: ListOptions): Promise<void> {
  const comments = await atDesk((desk) => desk.remarks.comments(asked));
  if (json) process.stdout.write(`${JSON.stringify(comments, null, 2)}\n`);
  else process.stdout.write(comments.map(commentLine).join('') || 'Inga kommentarer.\n');
}

/** Comments on a measure of a subject in a period. */
export async function addComment(
  measure: string,
  text: string,
  topic: { readonly period: string; readonly subject: string },
): Promise<void> {
  process.stdout.write(
    commentLine(await atDesk((desk) => desk.remarks.comment({ measure, text, ...topic }))),
  );
}

/** Prints the deviations that are, or were, accepted. */
export async function printDeviations({ json, ...asked }: ListOptions): Promise<void> {
  const deviations = await atDesk((desk) => desk.remarks.deviations(asked));
  if (json) process.stdout.write(`${JSON.stringify(deviations, null, 2)}\n`);
  else process.stdout.write(deviations.map(deviationLine).join('') || 'Inga godtagna avvikelser.\n');
}

/** Accepts a deviation from a target, for a time and a reason. */
export async function acceptDeviation(
  measure: string,
  terms: { readonly subject: string; readonly from: string; readonly until: string; readonly reason: string },
): Promise<void> {
  process.stdout.write(deviationLine(await atDesk((desk) => desk.remarks.accept({ measure, ...terms }))));
}

/** Takes an accepted deviation back. */
export async function withdrawDeviation(id: string, { from }: { readonly from?: string }): Promise<void> {
  process.stdout.write(deviationLine(await atDesk((desk) => desk.remarks.withdrawDeviation(id, from))));
}
