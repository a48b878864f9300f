import { atDesk } from '../find-desk.js';
import { describeExplanation } from '../print-explanation.js';

interface ExplainOptions {
  readonly subject: string;
  readonly period: string;
  readonly json?: boolean;
}

/** Prints why a number is what it is: a tree for people, or exactly what the API answers. */
export async function printExplanation(measure: string, options: ExplainOptions): Promise<void> {
  const { subject, period } = options;
  const explanation = await atDesk((desk) => desk.explanation(measure, subject, period));
  process.stdout.write(
    options.json ? `${JSON.stringify(explanation, null, 2)}\n` : describeExplanation(explanation),
  );
}
