import type { Receipt, UploadReport } from '#core';
import { type Caller, headersOf, problemFrom } from '../../api/ask.js';
import type { Problem } from '../../api/answers.js';
import { HANDING_IN } from '../words.js';

/** A file and what is asked of the monitor about it. */
export interface FileToSend {
  readonly file: File;
  readonly dataset: string;
  readonly period: string | null;
  /** Only to be checked: nothing is stored. */
  readonly dryRun: boolean;
  /** What the report was made on that somebody has looked at: nothing newer is overwritten unseen. */
  readonly asOf: number | null;
  readonly caller: Caller;
}

export type SendOutcome =
  | { readonly kind: 'reported'; readonly report: UploadReport }
  | { readonly kind: 'stored'; readonly receipt: Receipt; readonly known: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem };

interface Watcher {
  /** Told how much has been sent, 0–1. */
  readonly sent: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Files that were changed on disk after they were chosen can no longer be read, and would fail without a reason. */
async function isReadable(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}

function uploadAddress({ dataset, period, dryRun, asOf, caller }: FileToSend): string {
  const query = new URLSearchParams({ dryRun: String(dryRun) });
  if (asOf !== null) query.set('asOf', String(asOf));
  if ('link' in caller) return `/api/v1/link/uploads?${query.toString()}`;
  if (caller.restate) query.set('restate', 'true');
  query.set('dataset', dataset);
  if (period !== null) query.set('period', period);
  return `/api/v1/uploads?${query.toString()}`;
}

/** A report comes with 200 from a check, and with 422 where a file is refused; the latter has problem details around it. */
function outcomeOf(status: number, body: unknown, dryRun: boolean): SendOutcome {
  if (status === 422 && typeof body === 'object' && body !== null && 'slices' in body) {
    return { kind: 'reported', report: body as UploadReport };
  }
  if (status === 200 && dryRun) return { kind: 'reported', report: body as UploadReport };
  if (status === 200 || status === 201) {
    return { kind: 'stored', receipt: body as Receipt, known: status === 200 };
  }
  return { kind: 'failed', problem: problemFrom(body, status) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends a file to be checked or stored; every failure is told, none is thrown. By XMLHttpRequest: it alone tells how much is sent. */
export async function sendFile(what: FileToSend, { sent, signal }: Watcher): Promise<SendOutcome> {
  const failed = (title: string, detail: string): SendOutcome => ({
    kind: 'failed',
    problem: { title, detail, status: null },
  });
  if (!(await isReadable(what.file))) return failed(HANDING_IN.stale, HANDING_IN.staleDetail);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let wholeFileSent = false;
    request.open('POST', uploadAddress(what));
    for (const [name, value] of Object.entries(headersOf(what.caller))) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      sent(total > 0 ? loaded / total : 0);
    };
    request.upload.onload = () => {
      wholeFileSent = true;
      sent(1);
    };
    request.onload = () => {
      resolve(outcomeOf(request.status, parsed(request.responseText), what.dryRun));
    };
    request.onerror = () => {
      const unsure = wholeFileSent && !what.dryRun;
      resolve(failed(HANDING_IN.notSent, unsure ? HANDING_IN.maybeStored : HANDING_IN.notSentDetail));
    };
    signal.addEventListener('abort', () => {
      request.abort();
    });
    const form = new FormData();
    form.set('file', what.file);
    request.send(form);
  });
}
