import { type PerspectiveId, type Status } from '#core';
import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';

/** What the perspectives are called on boards. */
export const PERSPECTIVE_NAMES: Readonly<Record<PerspectiveId, string>> = {
  'external-benefit': 'Externt nyttoperspektiv',
  'internal-benefit': 'Internt nyttoperspektiv',
  maturity: 'Internt it-mognadsperspektiv',
  cost: 'It-kostnadsperspektiv',
  quality: 'It-kvalitetsperspektiv',
};

/** As the pages say it; by word and mark, never by colour alone. */
const STATUS_NAMES: Readonly<Record<Status, readonly [string, string]>> = {
  met: ['✓ Når målet', 'green'],
  near: ['≈ Nära målet', 'yellow'],
  'not-met': ['✗ Når inte målet', 'red'],
  accepted: ['◇ Godtagen avvikelse', 'purple'],
  informative: ['– Utan mål', 'blue'],
  'not-applicable': ['∅ Ej aktuellt', 'text'],
  'not-provided': ['? Saknas', 'orange'],
  suppressed: ['● Skyddad', 'text'],
};

function mapping(names: Readonly<Record<string, readonly [string, string]>>): ValueMapping {
  const options = Object.fromEntries(
    Object.entries(names).map(([word, [text, color]], index) => [word, { text, color, index }]),
  );
  return { type: MappingType.ValueToText, options };
}

export const STATUS_MAPPING = mapping(STATUS_NAMES);

/** Why a probe failed. */
export const REASON_MAPPING = mapping({
  dns: ['Namnet finns inte', 'text'],
  refused: ['Anslutningen nekas', 'text'],
  unreachable: ['Går inte att nå', 'text'],
  reset: ['Anslutningen bröts', 'text'],
  timeout: ['Svarade inte i tid', 'text'],
  tls: ['Krypteringen gick inte', 'text'],
  certificate: ['Certifikatet duger inte', 'text'],
  status: ['Fel statuskod', 'text'],
  content: ['Fel innehåll', 'text'],
  redirect: ['Skickas vidare fel', 'text'],
  protocol: ['Svarar fel', 'text'],
  slow: ['För långsam', 'text'],
  late: ['För sent', 'text'],
  paused: ['Pausad', 'text'],
  isolated: ['Vi når inget', 'text'],
  blocked: ['Dit går vi inte', 'text'],
  silent: ['Hörs inte av', 'text'],
  failed: ['Misslyckades', 'text'],
  other: ['Annat', 'text'],
});

export const YES_NO_MAPPING = mapping({ true: ['Ja', 'text'], false: ['Nej', 'text'] });
