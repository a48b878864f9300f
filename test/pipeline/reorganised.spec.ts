import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MeasureScore, type Scorecard, type UploadReport } from '#core';
import { unknownIdText, unknownIds } from '#pipeline';
import { type Answer, SmallCity } from './small-city.js';

const HEADER = 'system;period;channel;started;completed';
const A = `tjanst-a;2026-08;web;90;90\ntjanst-a;2026-08;phone;10;10`;
const B = `tjanst-b;2026-08;web;10;10\ntjanst-b;2026-08;phone;90;90`;
const COST = 'enhet;period;belopp;slag;anskaffningsområde';

/** A config in which the units and the owners of the two systems are others than in the small city. */
async function configOf(units: readonly string[], owners: readonly [string, string]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-config-'));
  const systems = owners.map((owner, i) => {
    const id = ['tjanst-a', 'tjanst-b'][i] ?? '';
    const rest = 'representative: x, category: basic, serviceDomain: technical, eService: true';
    return `- { id: ${id}, name: ${id}, owner: ${owner}, ${rest}, serviceTime: kontorstid }`;
  });
  await writeFile(
    join(folder, 'perspektiv.yaml'),
    `name: Orten\nextends: ${resolve('test/fixtures/config/small')}\n`,
  );
  await writeFile(
    join(folder, 'units.yaml'),
    ['- { id: city, name: Orten, kind: city }', ...units.map((unit) => `- ${unit}`), ''].join('\n'),
  );
  await writeFile(join(folder, 'systems.yaml'), `${systems.join('\n')}\n`);
  await writeFile(join(folder, 'maintenance.yaml'), '[]\n');
  await writeFile(join(folder, 'projects.yaml'), '[]\n');
  await writeFile(join(folder, 'ils.yaml'), '{}\n');
  return folder;
}

const unit = (id: string, rest = ''): string =>
  `{ id: ${id}, name: Nämnd ${id}, kind: committee, parent: city${rest} }`;

describe('a city that reorganises', () => {
  const folders: string[] = [];
  let city: SmallCity;
  const become = async (units: readonly string[], owners: readonly [string, string]): Promise<void> => {
    const configFolder = await configOf(units, owners);
    folders.push(configFolder);
    const dataFolder = folders.length > 1 ? city.dataFolder : undefined;
    if (dataFolder) await city.stop();
    const nowMs = (): number => Date.UTC(2026, 9, 6);
    city = await SmallCity.start({ ...(dataFolder ? { dataFolder } : {}), nowMs, more: { configFolder } });
  };
  const takeUp = async (kind: string, id: string): Promise<unknown> => {
    const { body } = await city.call(`/api/v1/scorecards/${kind}/${id}?period=2026-08`);
    const measures: MeasureScore[] = (body as Scorecard).perspectives.flatMap((each) => [...each.measures]);
    const value = measures.find(({ id: measure }) => measure === 'digital-take-up')?.value;
    return `${value?.numerator ?? '-'}/${value?.denominator ?? '-'}`;
  };
  const codesOf = ({ body }: Answer): string[] => {
    const { problems, warnings = problems } = body as UploadReport & { warnings?: UploadReport['problems'] };
    return warnings.map(({ code }) => code);
  };

  beforeAll(async () => {
    await become([unit('a'), unit('b'), unit('c')], ['a', 'b']);
    for (const rows of [A, B])
      expect((await city.upload('transactions', `${HEADER}\n${rows}`)).status).toBe(201);
  });
  afterAll(async () => {
    await city.remove();
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  it('takes no row of another system away when a system has another owner', async () => {
    await become([unit('a'), unit('b'), unit('c')], ['b', 'b']);
    const answer = await city.upload('transactions', `${HEADER}\n${A.replace('90;90', '80;80')}`);
    expect(codesOf(answer)).toContain('systems-stay');
    expect([await takeUp('system', 'tjanst-a'), await takeUp('system', 'tjanst-b')]).toEqual([
      '80/90',
      '10/100',
    ]);
    expect([await takeUp('unit', 'city'), await takeUp('unit', 'a'), await takeUp('unit', 'b')]).toEqual([
      '90/190',
      '-/-',
      '90/190',
    ]);
    expect((await city.upload('transactions', `${HEADER}\n${A.replace('90;90', '80;80')}`)).status).toBe(200);
  });

  it('counts nothing twice when the new owner hands all in, and gives everything back', async () => {
    const answer = await city.upload('transactions', `${HEADER}\n${A}\n${B}`);
    expect(answer.status).toBe(201);
    expect(await takeUp('unit', 'city')).toBe('100/200');
    const path = `/api/v1/uploads/${(answer.body as { id: string }).id}/revert`;
    expect((await city.call(path, { method: 'POST', as: 'followup' })).status).toBe(201);
    expect(await takeUp('unit', 'city')).toBe('90/190');
  });

  it('keeps the history of what is called something else, and replaces what was handed in under the old name', async () => {
    const cost = (id: string, amount: number): Promise<Answer> =>
      city.upload('cost', `${COST}\n${id};2026-08;${amount};utfall;programvara`);
    await cost('c', 500);
    await become([unit('a'), unit('b'), unit('see', ', formerly: [c]')], ['b', 'b']);
    const held = async (): Promise<unknown[]> =>
      (await city.perspektiv.store.ledger.slices({ dataset: 'cost' }))
        .filter(({ rows }) => rows > 0)
        .map(({ key, total }) => [key.unit, total]);
    expect(await held()).toEqual([['c', 500]]);
    expect((await cost('c', 700)).status).toBe(201);
    expect(await held()).toEqual([['see', 700]]);
    expect(await unknownIds(city.perspektiv.stage)).toEqual([]);
  });

  it('tells of what is stored and no longer in the catalogue, with what to write', async () => {
    await become([unit('a'), unit('b')], ['b', 'b']);
    const unknown = await unknownIds(city.perspektiv.stage);
    expect(unknown).toEqual([{ kind: 'unit', id: 'see', namedBy: ['cost'], last: '2026-08' }]);
    expect(unknown.map(unknownIdText)).toEqual([
      expect.stringMatching(/^Enheten "see" .*cost, senast för 2026-08.* units\.yaml: .*formerly: \[see\]/),
    ]);
    const { failures } = city.perspektiv.stage;
    expect(failures.setAside().map(({ subject }) => subject)).toEqual(['unknown-id:unit:see']);
  });
});
