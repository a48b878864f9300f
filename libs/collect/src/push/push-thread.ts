/** What runs in a thread of its own (push-reader.ts): reads one push after the other, and hands it over by pieces. */
import { parentPort } from 'node:worker_threads';
import { type ParsedSamples, parseSamples } from './parse-samples.js';
import { PIECE, type PushErrand, type PushPiece } from './push-errand.js';

/** What was read, and how much of it has been handed over. */
let read: ParsedSamples = { samples: [], problems: [], refused: 0 };
let handedOver = 0;

parentPort?.on('message', (errand: PushErrand | 'next') => {
  if (errand !== 'next') begin(errand);
  const { samples, ...rest } = read;
  const piece = samples.slice(handedOver, handedOver + PIECE);
  handedOver += piece.length;
  const isLast = handedOver >= samples.length;
  const answer: PushPiece = { samples: piece, end: isLast ? rest : null };
  if (isLast) read = { samples: [], problems: [], refused: 0 };
  parentPort?.postMessage(answer);
});

function begin({ bytes, contentType, rules }: PushErrand): void {
  const parsed = parseSamples(new TextDecoder().decode(bytes), contentType, rules);
  read = { ...parsed, samples: parsed.samples.toSorted((a, b) => a.timeMs - b.timeMs) };
  handedOver = 0;
}
