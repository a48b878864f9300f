import { rm } from 'node:fs/promises';

/** After all suites: takes away what make-threads.mjs has made. */
export default function removeThreads() {
  return rm(process.env.PERSPEKTIV_THREADS, { recursive: true });
}
