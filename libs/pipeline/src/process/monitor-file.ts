import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '#core';

/** How the cli finds a running monitor and acts through it (formats.md, section 5). */
export interface MonitorFile {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly pid: number;
  /** A token with the role `admin`, good for this run and from this machine only. */
  readonly token: string;
}

function pathIn(dataFolder: string): string {
  return join(dataFolder, 'monitor.json');
}

/** A token nobody can guess. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Says in the data folder that this process is the monitor; readable by its user only. */
export async function announceMonitor(dataFolder: string, monitor: MonitorFile): Promise<void> {
  const path = pathIn(dataFolder);
  await writeFile(`${path}.tmp`, JSON.stringify(monitor), { mode: 0o600 });
  await rename(`${path}.tmp`, path);
}

/** Takes the announcement back. */
export async function withdrawMonitor(dataFolder: string): Promise<void> {
  await rm(pathIn(dataFolder), { force: true });
}

function isMonitorFile(value: unknown): value is MonitorFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'address' in value &&
    typeof value.address === 'string' &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'token' in value &&
    typeof value.token === 'string'
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function readAnnouncement(dataFolder: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(pathIn(dataFolder), 'utf8'));
  } catch {
    return null; // absent or torn: nobody is there
  }
}

/**
 * The monitor that runs on a data folder, or `null`. A file left by a process that is gone, or whose number another
 * program has taken since, is recognised: the address must answer as ours.
 */
export async function findMonitor(dataFolder: string): Promise<MonitorFile | null> {
  const found = await readAnnouncement(dataFolder);
  if (!isMonitorFile(found) || !isAlive(found.pid)) return null;
  try {
    const answer = await fetch(`${found.address}/health/live`, { signal: AbortSignal.timeout(5_000) });
    const health: unknown = await answer.json();
    const isOurs = typeof health === 'object' && health && 'pid' in health && health.pid === found.pid;
    return isOurs ? found : null;
  } catch {
    return null; // nothing of ours listens there
  }
}
