import { type Language } from '#core';
import { ENGLISH } from './english.js';
import { type ProblemTexts } from './problem-text.js';
import { SWEDISH } from './swedish.js';

/** The words of every problem, in both languages. */
export const TEXTS: Readonly<Record<Language, ProblemTexts>> = { sv: SWEDISH, en: ENGLISH };
