import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { loadCatalogue } from '#catalogue';
import { SOURCES, asCollector, collectorKinds } from '#collect';
import { type Perspektiv, openPerspektivOver } from '#pipeline';
import { Collecting } from '../../libs/pipeline/src/collecting/collecting.js';
import { collectingConfig } from '../collected-city.js';
import { temporaryFolder } from '../contract/place.js';
import { licenceServer } from '../example-collector.js';
import { TableStandIn } from '../table-stand-in.js';
import { SmallCity } from './small-city.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(120_000);

const NOW_MS = Date.parse('2026-11-05T10:00+01:00');
const sources = [...SOURCES, asCollector(licenceServer)];

describe('the example of docs/collectors.md', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let city: SmallCity;
  let source: TableStandIn;
  let perspektiv: Perspektiv;

  beforeAll(async () => {
    folder = await temporaryFolder();
    source = await TableStandIn.start();
    city = await SmallCity.start();
    const yaml = `
- id: licenser
  kind: licence-server
  dataset: licences
  schedule: '0 5 2 * *'
  overlapWindow: P0M
  options: { url: ${source.url}/licenser }
`;
    const configFolder = await collectingConfig(folder.path, yaml);
    const catalogue = await loadCatalogue(configFolder, collectorKinds(sources));
    if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.problem));
    const settings = { ...city.perspektiv.settings, configFolder, dataFolder: `${folder.path}/data` };
    const opened = await openPerspektivOver(catalogue.value, settings, () => NOW_MS);
    if (!opened.ok) throw new Error(opened.problem);
    perspektiv = opened.value;
  });
  afterAll(async () => {
    await perspektiv.close();
    await Promise.all([city.remove(), source.stop()]);
    await folder.remove();
  });

  it('is the code that stands there', async () => {
    expect(await readFile('docs/collectors.md', 'utf8')).toContain(
      await readFile('test/example-collector.ts', 'utf8'),
    );
  });

  it('collects as it stands', async () => {
    source.pages.set('/licenser?month=2026-10', {
      body: 'a office 100 80\nb office 50 40\n',
      type: 'text/plain',
    });
    const { runner } = new Collecting(perspektiv.stage, perspektiv.handingIn, sources);
    expect(await runner.run('licenser', { by: 'test' })).toMatchObject({
      ok: true,
      value: { outcome: 'succeeded', read: 2, stored: 2 },
    });
  });
});
