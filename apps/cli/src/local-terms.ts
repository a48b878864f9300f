import { Period, type Subject, SUBJECT_KINDS } from '#core';
import { Refusal } from './refusal.js';

/** A period as it is written on the command line. Throws a refusal. */
export function periodOf(text: string): Period {
  const period = Period.parse(text);
  if (!period.ok)
    throw new Refusal(`"${text}" är ingen period: skriv 2026-09, 2026-Q3, 2026-T2 eller 2026.`, 2);
  return period.value;
}

export function subjectOf(text: string): Subject {
  const [kindText, id = ''] = text.split(/:(.*)/s);
  const kind = SUBJECT_KINDS.find((known) => known === kindText);
  if (!kind)
    throw new Refusal(`"${text}" följs inte upp: skriv till exempel unit:city eller system:bygglov.`, 2);
  return { kind, id };
}

/** An ISO day as it is written on the command line. Throws a refusal that names the option. */
export function dayOf(text: string, option: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new Refusal(`${option}: skriv ett datum, till exempel 2026-12-01.`, 2);
}
