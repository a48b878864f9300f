import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Period } from '#core';
import { Perspektiv } from '#pipeline';
import { cityFiles } from '../../apps/demo/src/city/files.js';
import { probeHistory } from '../../apps/demo/src/city/history.js';
import { disagreements, periodsToAsk } from './disagreements.js';
import { Oracle, type OracleAnswers } from './oracle.js';
import { fill } from './product.js';

/** The whole history takes a while: where there is time for it, all 24 months are compared. */
const MONTHS = process.env.PERSPEKTIV_ORACLE_MONTHS ?? '14';
const OPTIONS = { seed: 1, months: Number(MONTHS), nowMs: Date.parse('2026-10-25T12:00:00+02:00') };
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

describe(`the demo city over ${MONTHS} months`, () => {
  let dataFolder: string;
  let perspektiv: Perspektiv;
  let answers: OracleAnswers;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
    const opened = await Perspektiv.open({
      configFolder: resolve('config/demo'),
      dataFolder,
      host: '127.0.0.1',
      port: 0,
      roles: new Set(['schedule']),
      logLevel: 'silent',
      vantage: 'main',
      version: 'test',
    });
    if (!opened.ok) throw new Error(opened.problem);
    perspektiv = opened.value;
    const { catalogue } = perspektiv;
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
  }, 60_000);
});
