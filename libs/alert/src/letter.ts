import { type Notice, PROBE_REASON_WORDS } from '#core';
import { type Catalogue } from '#catalogue';
import { lengthText, momentText } from './moment-text.js';
import { wordingOf } from './wording.js';

const HEADINGS = {
  fired: 'Larm',
  escalated: 'Larm utan svar',
  repeated: 'Fortfarande',
  resolved: 'Över',
  acknowledged: 'Kvitterat',
};

function lineOf(catalogue: Catalogue, { transition, alert }: Notice): string[] {
  const { id, severity, sinceMs, resolvedMs, overSinceMs, detail } = alert;
  const endMs = overSinceMs ?? resolvedMs;
  const over =
    endMs === null
      ? []
      : [`  Över: ${momentText(endMs, 'sv')}, efter ${lengthText(Math.max(0, endMs - sinceMs))}`];
  return [
    `${HEADINGS[transition]}: ${wordingOf(catalogue, alert).sv}`,
    `  Allvar: ${severity === 'critical' ? 'kritiskt' : 'varning'}`,
    `  Började: ${momentText(sinceMs, 'sv')}`,
    ...over,
    ...(detail.reason === undefined
      ? []
      : [`  Orsak: ${PROBE_REASON_WORDS[detail.reason]} (${detail.reason})`]),
    `  Larmets id: ${id}`,
    '',
  ];
}

function footer(address: string | null, isActive: boolean): string[] {
  const page = address === null ? [] : [`Läget just nu: ${address}/drift`];
  const how = address === null ? 'Kvittera med' : 'Kvittera där, eller med';
  return isActive ? [...page, `${how}: perspektiv alerts ack <larmets id>`] : page;
}

/** A mail about some notices, in Swedish; times by the city's clocks, with a link to where they are seen to. */
export function letterOf(
  catalogue: Catalogue,
  notices: readonly Notice[],
  address: string | null,
): { subject: string; text: string } {
  const [first] = notices;
  const about = first ? `${HEADINGS[first.transition]}: ${wordingOf(catalogue, first.alert).sv}` : 'Larm';
  const more = notices.length > 1 ? ` (och ${notices.length - 1} till)` : '';
  const lines = notices.flatMap((notice) => lineOf(catalogue, notice));
  const isActive = notices.some(({ alert }) => alert.resolvedMs === null);
  return {
    subject: `[${catalogue.name.sv}] ${about}${more}`,
    text: [...lines, ...footer(address, isActive), ''].join('\n'),
  };
}
