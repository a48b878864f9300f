import type { CollectorOutcome } from '#core';
import { type Shape, SHAPES, type Tone } from '../mark/mark.js';

/** What the page of what fetches itself says. */
export const COLLECTING = {
  title: 'Insamling',
  intro: 'Vad som hämtas av sig självt, hur det gick senast och när det hämtas nästa gång.',
  signIn: 'Logga in för att se och köra hämtningar.',
  onlyOperators: 'Hämtningar ser och kör bara driften och stadens uppföljning.',
  loading: 'Hämtar …',
  none: 'Ingenting hämtas. Hämtningar läggs in i collectors.yaml.',
  next: 'Nästa tur',
  lastSuccess: 'Gick senast bra',
  never: 'aldrig',
  stale: 'För gammal',
  staleSince: 'Nya uppgifter skulle ha kommit senast',
  neverRun: 'Har aldrig körts.',
  runNow: 'Hämta nu',
  tryOut: 'Provkör utan att spara',
  fillIn: 'Fyll i månader',
  from: 'Från och med (2026-01)',
  to: 'Till och med (2026-06)',
  accept: 'Ta emot det som hålls tillbaka',
  runs: 'Tidigare körningar',
  refusals: 'Togs inte emot',
  warnings: 'Att se på',
  begun: 'Körningen har börjat.',
  of: (what: string, name: string): string => `${what}: ${name}`,
} as const;

/** Each outcome in words, with a symbol that differs without colour. */
export const OUTCOME_MARKS: Readonly<Record<CollectorOutcome, { text: string; shape: Shape; tone: Tone }>> = {
  running: { text: 'Pågår', shape: SHAPES.clock, tone: 'calm' },
  succeeded: { text: 'Lyckades', shape: SHAPES.disc, tone: 'good' },
  empty: { text: 'Lyckades, men var tom', shape: SHAPES.triangle, tone: 'near' },
  partial: { text: 'Lyckades delvis', shape: SHAPES.triangle, tone: 'near' },
  failed: { text: 'Misslyckades', shape: SHAPES.octagon, tone: 'bad' },
  interrupted: { text: 'Avbröts', shape: SHAPES.octagon, tone: 'bad' },
};
