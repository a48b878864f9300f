import { readFile, readdir, writeFile } from 'node:fs/promises';
import { PERSPECTIVES } from '#core';
import { type Threshold } from '@grafana/grafana-foundation-sdk/dashboard';
import { loadCatalogue, measuresInForce } from '#catalogue';
import { evidence } from './content/evidence.js';
import { explanation } from './content/explanation.js';
import { operations } from './content/operations.js';
import { overview } from './content/overview.js';
import { perspective } from './content/perspective.js';
import { pipeline } from './content/pipeline.js';
import { portfolios } from './content/portfolios.js';
import { type Json, finish } from './finish.js';
import { levelsOf } from './levels.js';
import { lint } from './lint.js';

/** Writes the boards of `boards/` from what is here and from the catalogue; with `--check` it only compares. */

const FOLDER = new URL('../boards/', import.meta.url);
/** Texts and targets are those of the measures in force then; another day when they have changed. */
const IN_FORCE_ON = '2026-01-01';

async function boards(): Promise<Json[]> {
  const catalogue = await loadCatalogue('config/demo');
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.problem));
  const measures = measuresInForce(catalogue.value, IN_FORCE_ON);
  const perspectives = PERSPECTIVES.map((id) =>
    perspective(
      id,
      measures.filter((measure) => measure.perspective === id),
    ),
  );
  const levels = (id: string): readonly Threshold[] =>
    measures.filter((measure) => measure.id === id).flatMap(levelsOf);
  const drift = operations({ availability: levels('availability'), apdex: levels('response-apdex') });
  const all = [overview, ...perspectives, drift, portfolios, evidence, explanation, pipeline];
  return all.map((board) => finish(board.build()));
}

async function main(check: boolean): Promise<void> {
  const made = await boards();
  const faults = made.flatMap(lint);
  const files = new Map(
    made.map((board) => [`${String(board.uid)}.json`, `${JSON.stringify(board, null, 2)}\n`]),
  );
  const present = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'));
  for (const name of present) if (!files.has(name)) faults.push(`${name} is made by nothing: remove it`);
  for (const [name, text] of files) {
    const url = new URL(name, FOLDER);
    if (!check) await writeFile(url, text);
    else if (!present.includes(name) || (await readFile(url, 'utf8')) !== text) {
      faults.push(`${name} is stale: npm run docs:dashboards`);
    }
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

await main(process.argv.includes('--check'));
