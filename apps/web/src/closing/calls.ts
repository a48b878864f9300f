import type {
  ChainReport,
  EditionSummary,
  ExportDelivery,
  ExportRecord,
  FreezePreview,
  RemindersSent,
  Result,
} from '#core';
import type { Problem } from '../api/answers.js';
import { ask, tell } from '../api/ask.js';

type Asked<T> = Promise<Result<T, Problem>>;

/** Tells the API to do something as who is signed in. */
function post<T>(path: string, body?: object): Asked<T> {
  return tell(path, { method: 'POST', caller: { token: null }, ...(body ? { body } : {}) }) as Asked<T>;
}

/** What freezing or restating a period would keep. */
export function previewFreeze(period: string, restate: boolean): Asked<FreezePreview> {
  const query = new URLSearchParams({ dryRun: 'true', restate: String(restate) }).toString();
  return post(`periods/${period}/freeze?${query}`);
}

/** Freezes a period; with a reason, once more. */
export function freeze(period: string, reason: string | null): Asked<EditionSummary> {
  return post(`periods/${period}/freeze`, reason === null ? undefined : { restate: true, reason });
}

/** Reminds those who owe for a period: all, or those of one unit. */
export function remind(period: string, unit: string | null): Asked<RemindersSent> {
  const query = new URLSearchParams({ period, ...(unit === null ? {} : { unit }) }).toString();
  return post(`reminders?${query}`);
}

export function verifyChain(): Asked<ChainReport> {
  return ask('periods/verification', new AbortController().signal) as Asked<ChainReport>;
}

/** An export; with its files where it was only tried. */
export type MadeExport = ExportRecord & {
  readonly contents?: readonly { readonly name: string; readonly base64: string }[];
};

/** Exports a period to ILS, or only tries to. */
export function exportIls(period: string, dryRun: boolean): Asked<MadeExport> {
  return post(`exports/ils?${new URLSearchParams({ period, dryRun: String(dryRun) }).toString()}`);
}

/** An export, how it fares everywhere, and where it can be sent. */
export type ExportDetail = ExportRecord & {
  readonly deliveries: readonly ExportDelivery[];
  readonly destinations: readonly string[];
};

export function deliver(id: string, destination: string, resend: boolean): Asked<ExportDelivery> {
  const query = new URLSearchParams({ destination, resend: String(resend) }).toString();
  return post(`exports/${encodeURIComponent(id)}/deliver?${query}`);
}

/** Says what the receiver made of a delivery. */
export function judge(
  { exportId, destination }: ExportDelivery,
  judgement: 'confirm' | 'reject',
  text: string,
): Asked<ExportDelivery> {
  const path = `exports/${encodeURIComponent(exportId)}/deliveries/${encodeURIComponent(destination)}/${judgement}`;
  return post(path, { text });
}
