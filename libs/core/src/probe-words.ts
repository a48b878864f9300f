import { type ProbeReason } from './sample.js';

/** Why a probe failed, in Swedish. */
export const PROBE_REASON_WORDS: Readonly<Record<ProbeReason, string>> = {
  dns: 'namnet går inte att slå upp',
  refused: 'anslutningen nekas',
  unreachable: 'servern går inte att nå',
  reset: 'anslutningen bryts',
  timeout: 'inget svar i tid',
  tls: 'krypteringen misslyckas',
  certificate: 'certifikatet duger inte',
  status: 'fel svarskod',
  content: 'fel innehåll i svaret',
  redirect: 'svaret leder fel',
  protocol: 'svaret följer inte protokollet',
  slow: 'svaren är långsamma',
  late: 'mätningen kom för sent',
  paused: 'mätningen stod still',
  isolated: 'mätplatsen når ingenting alls',
  blocked: 'adressen får inte nås härifrån',
  silent: 'jobbet hörs inte av',
  failed: 'jobbet meddelade att det misslyckades',
  other: 'annat fel',
};
