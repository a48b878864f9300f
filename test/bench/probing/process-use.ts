import { readFile } from 'node:fs/promises';

/** Ticks of /proc/<pid>/stat in a second, on every Linux that Debian runs on. */
const TICKS_PER_SECOND = 100;

/** Processor time that processes have used so far, all threads, in milliseconds. */
export async function processorMsOf(pids: readonly number[]): Promise<number> {
  const used = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // The name in brackets may hold blanks; user and system time are fields 14 and 15.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(fields[11]) + Number(fields[12]);
    }),
  );
  return (used.reduce((a, b) => a + b, 0) * 1000) / TICKS_PER_SECOND;
}

/** Resident memory of processes together, in MiB. */
export async function residentMibOf(pids: readonly number[]): Promise<number> {
  const resident = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
    }),
  );
  return resident.reduce((a, b) => a + b, 0);
}
