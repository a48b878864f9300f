import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period } from '#core';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { type Perspektiv, openPerspektivOver } from '#pipeline';
import { cityFiles } from '../../apps/demo/src/city/files.js';
import { probeHistory } from '../../apps/demo/src/city/history.js';
import { partOfCity } from '../part-of-city.js';
import { rounds } from '../rounds.js';
import { disagreements, periodsToAsk } from './disagreements.js';
import { Oracle, type OracleAnswers } from './oracle.js';
import { fill, settingsIn } from './product.js';

/** Of how many units one is compared: of all in the soak. */
const ONE_OF = rounds({ few: 6, many: 1 });
const OPTIONS = {
  seed: 1,
  months: rounds({ few: 14, many: 24 }),
  nowMs: Date.parse('2026-10-25T12:00:00+02:00'),
};

/** Those in which something goes wrong (apps/demo/src/city/flaws.ts). */
const FLAWED = new Set([
  'skarvik',
  'kyrkogard',
  'hamnar',
  'forsakring',
  'spangdal-tensby',
  'trafik',
  'kultur',
  'stadshus-ab',
  'service',
]);

/** The city with some of its units, and what is theirs. */
function someOf(catalogue: Catalogue): Catalogue {
  return partOfCity(catalogue, (unit, i) => i % ONE_OF === 0 || FLAWED.has(unit));
}

const PERIODS = [
  '2026-09',
  '2026-08',
  '2026-03',
  '2026-Q3',
  '2026-Q2',
  '2026-T2',
  '2026-T1',
  '2026',
  '2025',
].map((text) => Period.of(text));

describe(`the demo city over ${OPTIONS.months} months`, () => {
  let dataFolder: string;
  let perspektiv: Perspektiv;
  let answers: OracleAnswers;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
    const demo = await loadCatalogue('config/demo');
    if (!demo.ok) throw new Error(JSON.stringify(demo.problem));
    const catalogue = ONE_OF === 1 ? demo.value : someOf(demo.value);
    const opened = await openPerspektivOver(catalogue, settingsIn(dataFolder));
    if (!opened.ok) throw new Error(opened.problem);
    perspektiv = opened.value;
    const files = [...cityFiles(catalogue, OPTIONS)];
    const rollUps = [...probeHistory(catalogue, OPTIONS)].map(({ rollUp }) => rollUp);
    await fill(perspektiv, files, rollUps);

    const oracle = await Oracle.open();
    await oracle.add(
      catalogue,
      files.filter(({ outcome }) => outcome === 'accepted'),
      rollUps,
    );
    answers = await oracle.answers(periodsToAsk(PERIODS));
    oracle.close();
  }, 300_000);

  afterAll(async () => {
    await perspektiv.close();
    await rm(dataFolder, { recursive: true });
  });

  it('is what the definitions say', async () => {
    expect(await disagreements(perspektiv, answers, PERIODS)).toEqual([]);
  }, 300_000);
});
