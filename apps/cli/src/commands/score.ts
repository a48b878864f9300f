import { type MeasureScore, type Scorecard } from '#core';
import { atDesk } from '../find-desk.js';
import { STATUS } from '../status.js';

function describeMeasure({ id, value, target, score, status, completeness }: MeasureScore): string {
  const number = (n: number | null): string =>
    n === null ? '–' : n.toLocaleString('sv-SE', { maximumFractionDigits: 2 });
  const delivered =
    completeness.expected === 0 ? '–' : `${number((100 * completeness.actual) / completeness.expected)} %`;
  const cells = [
    number(value.number).padStart(12),
    `mål ${number(target)}`.padEnd(14),
    `poäng ${number(score)}`.padEnd(12),
  ];
  return `  ${id.padEnd(24)}${cells.join('  ')}  ${STATUS[status].padEnd(20)}  täckning ${delivered}\n`;
}

function describeScorecard({ subject, period, perspectives }: Scorecard): string {
  const sections = perspectives.map(({ id, score, status, preliminary, measures }) => {
    const mark = preliminary ? ' (preliminär)' : '';
    const heading = `${id}: ${score === null ? '–' : score.toFixed(0)}  ${STATUS[status]}${mark}\n`;
    return heading + measures.map(describeMeasure).join('');
  });
  return `${subject.name}, ${period}\n\n${sections.join('\n')}`;
}

/** Prints a scorecard: a table for people, or exactly what the API answers. */
export async function printScorecard(
  period: string,
  options: { subject: string; json?: boolean },
): Promise<void> {
  const card = await atDesk((desk) => desk.scorecard(options.subject, period));
  process.stdout.write(options.json ? `${JSON.stringify(card, null, 2)}\n` : describeScorecard(card));
}
