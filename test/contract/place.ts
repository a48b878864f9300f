import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty place where an engine keeps what it is given: it can be opened, closed and opened again. */
export interface Place<Engine> {
  open(): Promise<Engine>;
  /** Takes away everything that is kept there. */
  remove(): Promise<void>;
}

/** A folder of its own under the system's temporary one. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'perspektiv-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
