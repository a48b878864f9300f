import type { Result } from '#core';
import type { Problem } from './answers.js';
import { UNREACHABLE, headersFor, problemFrom } from './ask.js';

/** Hands bytes to the browser as a file to keep. */
export function saveBytes(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Fetches a file of the API as who is signed in, and hands it to the browser; a plain link would carry no token. */
export async function saveFile(path: string, name: string): Promise<Result<null, Problem>> {
  try {
    const response = await fetch(`/api/v1/${path}`, { headers: { ...headersFor(null), accept: '*/*' } });
    if (!response.ok) {
      const body: unknown = await response.json().catch(() => undefined);
      return { ok: false, problem: problemFrom(body, response.status) };
    }
    saveBytes(name, await response.blob());
    return { ok: true, value: null };
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
}
