import { type Language } from '#core';
import { markup } from '../markup.js';
import { countStates, overallState } from './page.js';
import { type PublicServiceStatus, type PublicState, type StatusReport } from './status-report.js';
import { STATUS_WORDS } from './words.js';

/** White text on each holds WCAG AA. */
const GROUNDS: Readonly<Record<PublicState, string>> = {
  up: '#17694a',
  degraded: '#855500',
  down: '#a8281d',
  maintenance: '#4d5a68',
  unknown: '#4d5a68',
  unmeasured: '#4d5a68',
};

/** About how wide a text stands at 11 px; the texts are fitted into it, whatever font there is. */
function widthOf(text: string): number {
  const narrow = text.replace(/[^iljftI.,: ]/gu, '').length;
  return Math.ceil(narrow * 3.6 + (text.length - narrow) * 6.7);
}

/** A small sign for other pages: whose state, and the state in words. */
function badge(label: string, value: string, ground: string): string {
  const left = widthOf(label) + 14;
  const right = widthOf(value) + 14;
  const svg = markup`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${value}"><title>${label}: ${value}</title><g><rect width="${left}" height="20" fill="#36404b"/><rect x="${left}" width="${right}" height="20" fill="${ground}"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11"><text x="${left / 2}" y="14" textLength="${left - 14}" lengthAdjust="spacingAndGlyphs">${label}</text><text x="${left + right / 2}" y="14" textLength="${right - 14}" lengthAdjust="spacingAndGlyphs">${value}</text></g></svg>
`;
  return svg.toString();
}

/** The badge of one e-service. */
export function serviceBadge({ name, state }: PublicServiceStatus, language: Language): string {
  return badge(name[language], STATUS_WORDS[language].states[state].toLowerCase(), GROUNDS[state]);
}

/** The badge of all of them together. */
export function overallBadge(report: StatusReport, language: Language): string {
  const words = STATUS_WORDS[language];
  const counts = countStates(report.groups.flatMap(({ services }) => services));
  const state = overallState(report, counts);
  const value = state === 'down' ? words.countIn(counts) : words.states[state].toLowerCase();
  return badge(words.badge, value, GROUNDS[state]);
}
