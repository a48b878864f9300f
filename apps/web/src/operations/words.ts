import { type AlertSeverity, PROBE_REASON_WORDS, type ProbeState } from '#core';
import { formatInstant } from '../format/instant.js';
import { type Shape, SHAPES, type Tone } from '../mark/mark.js';

/** What the page of operations says. */
export const OPERATIONS = {
  title: 'Drift',
  intro: 'Hur systemen är just nu, vilka avbrott som varit och vilket arbete som är planerat.',
  present: 'Just nu',
  updated: 'Uppdaterad',
  grid: 'Alla system',
  find: 'Sök system eller ägare',
  noHits: 'Inget system heter så.',
  critical: 'samhällsviktigt',
  allUp: 'Alla system som mäts är uppe.',
  nothingMeasured: 'Inget system mäts.',
  system: 'System',
  state: 'Läge',
  since: 'Sedan',
  dependsOn: 'Beror på',
  onlyTrouble: 'Visa bara det som inte är uppe',
  behind: 'Står still bakom',
  inMaintenance: 'Planerat arbete pågår',
  never: 'Aldrig mätt',
  outages: 'Avbrott de senaste 30 dagarna',
  noOutages: 'Inga avbrott.',
  ongoing: 'pågår',
  endsSoon: 'systemet är uppe igen, slutet bekräftas',
  suspected: 'misstänkt avbrott, inte bekräftat än',
  alertEnds: 'Systemet är uppe igen. Larmet avslutas när det har hållit en stund.',
  notCounted: 'utanför servicetid eller under planerat arbete',
  length: 'Längd',
  reason: 'Orsak',
  began: 'Började',
  signIn: 'Logga in för att se larm, skriva om avbrott och planera arbete.',
  timeline: 'Tidslinje, det senaste dygnet',
  choose: 'Välj system',
  loading: 'Hämtar …',
  alerts: 'Larm',
  noAlerts: 'Inga larm pågår.',
  acknowledge: 'Kvittera',
  acknowledgeNote: 'Anteckning (valfri)',
  annotate: 'Skriv en anteckning',
  annotation: 'Vad som hände',
  save: 'Spara',
  cancel: 'Avbryt',
  nothingSaid: 'Skriv något först.',
  vantages: 'Mätplatser',
  noVantages: 'Ingenting har mätts än.',
  lastMeasured: 'Mätte senast',
  ofTargets: (current: number, targets: number): string => `${current} av ${targets} mätpunkter är aktuella`,
  pipeline: 'Uppföljningen själv',
  collecting: 'Insamling: vad som hämtas av sig självt',
  noFailures: 'Inget är satt åt sidan.',
  setAside: 'Fungerar inte',
  ofMessages: (waiting: number, givenUp: number): string =>
    `${waiting} meddelanden väntar${givenUp === 0 ? '' : `, ${givenUp} har lämnats till andra kanaler`}`,
  allStopped: 'Mätningen står still',
  someStopped: 'En mätplats står still',
} as const;

/** Each state in words, with a symbol that differs without colour. */
export const STATE_WORDS: Readonly<Record<ProbeState, { text: string; shape: Shape; tone: Tone }>> = {
  up: { text: 'Uppe', shape: SHAPES.disc, tone: 'good' },
  degraded: { text: 'Långsamt', shape: SHAPES.triangle, tone: 'near' },
  down: { text: 'Nere', shape: SHAPES.octagon, tone: 'bad' },
  unmonitored: { text: 'Omätt', shape: SHAPES.question, tone: 'calm' },
};

const COUNT_WORDS: Readonly<Record<ProbeState, string>> = {
  up: 'uppe',
  degraded: 'långsamma',
  down: 'nere',
  unmonitored: 'omätta',
};
const ONE_WORDS: Readonly<Partial<Record<ProbeState, string>>> = {
  degraded: 'långsamt',
  unmonitored: 'omätt',
};

/** `198 uppe`, `1 nere`, `1 omätt`. */
export function countWords(state: ProbeState, count: number): string {
  return `${count} ${(count === 1 ? ONE_WORDS[state] : undefined) ?? COUNT_WORDS[state]}`;
}

interface Sign {
  readonly text: string;
  readonly shape: Shape;
  readonly tone: Tone;
}

/** How bad an alert is. */
export const ALERT_MARKS: Readonly<Record<AlertSeverity, Sign>> = {
  critical: { text: 'Kritiskt', shape: SHAPES.octagon, tone: 'bad' },
  warning: { text: 'Varning', shape: SHAPES.triangle, tone: 'near' },
};

/** How a vantage point is doing. */
export const VANTAGE_MARKS = {
  measuring: { text: 'Mäter', shape: SHAPES.disc, tone: 'good' },
  partly: { text: 'Mäter delvis', shape: SHAPES.triangle, tone: 'near' },
  stopped: { text: 'Står still', shape: SHAPES.octagon, tone: 'bad' },
} as const satisfies Record<string, Sign>;

/** Whether alerts arrive by a channel. */
export const CHANNEL_MARKS = {
  well: { text: 'Larm kommer fram', shape: SHAPES.disc, tone: 'good' },
  waiting: { text: 'Larm väntar', shape: SHAPES.triangle, tone: 'near' },
  failing: { text: 'Larm kommer inte fram', shape: SHAPES.octagon, tone: 'bad' },
} as const satisfies Record<string, Sign>;

/** Who sees to an alert since when. */
export function acknowledgedWords({
  by,
  at,
  note,
}: {
  readonly by: string;
  readonly at: string;
  readonly note: string;
}): string {
  const said = note === '' ? '' : `: ${note}`;
  return `Kvitterat av ${by} ${formatInstant(at)}${said}`;
}

/** That a vantage point measures no more. */
export function staleWords(vantage: string, moment: string): string {
  return `${vantage} mätte senast ${moment}. Det som står på sidan är det som var känt då.`;
}

/** A class of failure in words. */
export function reasonWords(reason: string): string {
  const words: Readonly<Record<string, string>> = PROBE_REASON_WORDS;
  return words[reason] ?? PROBE_REASON_WORDS.other;
}

/** `2 h 05 min`, `40 s`. */
export function lengthWords(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** What some outages come to together. */
export function summaryWords(summary: {
  readonly count: number;
  readonly totalMs: number;
  readonly longestMs: number;
  readonly meanTimeToRestoreMs: number | null;
}): string {
  const { count, totalMs, longestMs, meanTimeToRestoreMs } = summary;
  const mean =
    meanTimeToRestoreMs === null ? '' : `, återställda efter i medel ${lengthWords(meanTimeToRestoreMs)}`;
  return `${count} räknade, tillsammans ${lengthWords(totalMs)}, det längsta ${lengthWords(longestMs)}${mean}.`;
}
