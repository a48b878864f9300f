/**
 * What runs in a thread of its own (reading-room.ts): takes errands one after the other, and answers each. Whatever is
 * thrown ends the thread, and is told of by who started it.
 */
import { readFileSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Period } from '#core';
import { readUpload } from '../read-upload.js';
import { type ReadingAnswer, type ReadingErrand, type ReadingKnowledge } from './reading-errand.js';

const { catalogue, datasets, limits } = workerData as ReadingKnowledge;

parentPort?.on('message', (errand: ReadingErrand) => {
  const answer = answerTo(errand);
  const buffers = answer.slices.map(({ content }) => content.buffer as ArrayBuffer);
  parentPort?.postMessage(answer, buffers);
});

function answerTo(errand: ReadingErrand): ReadingAnswer {
  const { units, claimedPeriod, ...file } = errand;
  const dataset = datasets.get(errand.dataset);
  if (!dataset) throw new Error(`There is no data set ${errand.dataset}`);
  const { accepted, sha256, rows, slices, problems, problemsNotListed, excerpt } = readUpload({
    ...file,
    bytes: bytesOf(errand),
    dataset,
    catalogue,
    limits,
    claimedPeriod: claimedPeriod === null ? undefined : Period.of(claimedPeriod),
    mayHandInFor: (unit) => units.has(unit),
  });
  return { accepted, sha256, rows, slices, problems, problemsNotListed, excerpt };
}

/** Of a file that is too large anyway, no more than shows it. */
function bytesOf({ bytes }: ReadingErrand): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  const tooLarge = statSync(bytes.path).size > limits.maxBytes;
  return tooLarge ? new Uint8Array(limits.maxBytes + 1) : readFileSync(bytes.path);
}
