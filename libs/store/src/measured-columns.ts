import { PROBE_REASONS, PROBE_STATES, type Sample } from '#core';

/** A row of an answer of any engine. */
interface ProbeRow {
  numberOrNull(column: string): number | null;
  textOrNull(column: string): string | null;
  oneOf<W extends string>(words: readonly W[], column: string): W;
}

/** What a sample found, from the columns that every engine names alike (formats.md, section 3). */
export function measuredIn(row: ProbeRow): Omit<Sample, 'target' | 'vantage' | 'timeMs'> {
  return {
    state: row.oneOf(PROBE_STATES, 'state'),
    totalMs: row.numberOrNull('total_ms') ?? undefined,
    dnsMs: row.numberOrNull('dns_ms') ?? undefined,
    connectMs: row.numberOrNull('connect_ms') ?? undefined,
    tlsMs: row.numberOrNull('tls_ms') ?? undefined,
    ttfbMs: row.numberOrNull('ttfb_ms') ?? undefined,
    statusCode: row.numberOrNull('status_code') ?? undefined,
    reason: row.textOrNull('reason') === null ? undefined : row.oneOf(PROBE_REASONS, 'reason'),
    certDays: row.numberOrNull('cert_days') ?? undefined,
  };
}
