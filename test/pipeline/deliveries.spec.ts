import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Destination } from '#catalogue';
import { type ExportDelivery, type ExportRecord, Period } from '#core';
import { FileReceiver } from '../file-receiver.js';
import { StratsysStandIn } from '../stratsys-stand-in.js';
import { type Answer, SmallCity } from './small-city.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
const Q3 = Period.of('2026-Q3');
const MONTHS = ['2026-07', '2026-08', '2026-09'];
const HEADER = 'system;period;channel;started;completed';
const HANDED_IN = [HEADER, ...MONTHS.map((month) => `tjanst-a;${month};web;100;80`)].join('\n');
/** How many were started is not known: that measure has no number any more. */
const CORRECTION = [HEADER, ...MONTHS.map((month) => `tjanst-a;${month};web;;80`)].join('\n');

describe('deliveries of exports', () => {
  let nowMs = Q3.endMs + 20 * DAY_MS;
  let folder: string;
  let drop: string;
  let receiver: FileReceiver;
  let stratsys: StratsysStandIn;
  let city: SmallCity;
  let original: ExportRecord;
  let restated: ExportRecord;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-deliveries-'));
    drop = join(folder, 'in');
    const secret = join(folder, 'hemlighet');
    await writeFile(secret, 'hemligheten\n');
    receiver = await FileReceiver.start();
    stratsys = await StratsysStandIn.start({
      departments: ['1000', '2001'],
      measures: ['PDF-EXT-01', 'GENOM'],
      columns: ['utfall', 'årsmål', 'föregående', 'status'],
      locked: ['1000 PDF-EXT-01 utfall'],
    });
    const to = (content: Partial<Destination>): Destination => Object.assign(new Destination(), content);
    const { url, tokenUrl } = stratsys;
    city = await SmallCity.start({
      nowMs: () => nowMs,
      ils: {
        destinations: [
          to({ id: 'mapp', kind: 'file-drop', folder: drop }),
          to({ id: 'server', kind: 'https-put', url: receiver.url }),
          to({
            ...{ id: 'stratsys', kind: 'stratsys-api', url, tokenUrl, clientId: 'perspektiv' },
            clientSecret: { fromFile: secret },
          }),
        ],
      },
    });
    await city.upload('transactions', HANDED_IN);
    original = await exported();
  });
  afterAll(async () => {
    await city.remove();
    await Promise.all([receiver.stop(), stratsys.stop(), rm(folder, { recursive: true })]);
  });

  const post = (path: string, content?: object): Promise<Answer> =>
    city.call(`/api/v1/${path}`, {
      method: 'POST',
      as: 'followup',
      ...(content ? { body: JSON.stringify(content), headers: { 'content-type': 'application/json' } } : {}),
    });
  const exported = async (query = ''): Promise<ExportRecord> => {
    expect((await post(`periods/2026-Q3/freeze${query}`)).status).toBe(201);
    return (await post('exports/ils?period=2026-Q3')).body as ExportRecord;
  };
  const deliver = async ({ id }: ExportRecord, destination: string, more = ''): Promise<ExportDelivery> => {
    const answer = await post(`exports/${id}/deliver?destination=${destination}${more}`);
    expect(answer.status).toBe(200);
    return answer.body as ExportDelivery;
  };
  const own = ({ files }: ExportRecord): ExportRecord['files'][number] => {
    const [file] = files;
    if (!file) throw new Error('the export has no files');
    return file;
  };

  it('say what is missing, and go on by themselves only where another try may help', async () => {
    expect(await post('exports/okand/deliver?destination=mapp')).toMatchObject({ status: 404 });
    expect(await post(`exports/${original.id}/deliver?destination=annan`)).toMatchObject({
      status: 404,
      body: { code: 'export/unknown-destination' },
    });
    expect(await post(`exports/${original.id}/deliver`)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('mapp, server, stratsys') },
    });
    expect(await deliver(original, 'mapp')).toMatchObject({
      state: 'rejected',
      nextAttemptAt: null,
      text: expect.stringContaining('mappen eller filen finns inte'),
    });
  });

  it('lay one whole file into a folder, with a receipt, and never twice by accident', async () => {
    await mkdir(drop);
    const delivered = await deliver(original, 'mapp');
    expect(delivered).toMatchObject({
      state: 'delivered',
      receipt: {
        name: own(original).name,
        sha256: own(original).sha256,
        readBackSha256: own(original).sha256,
      },
    });
    expect(await readdir(drop)).toEqual([own(original).name]);
    await rm(join(drop, own(original).name)); // the receiver has taken it
    expect(await deliver(original, 'mapp')).toEqual(delivered);
    expect(await readdir(drop)).toEqual([]);
    expect(await deliver(original, 'mapp', '&resend=true')).toMatchObject({ state: 'delivered' });
    expect(await readdir(drop)).toEqual([own(original).name]);
  });

  it.each([['cuts-while-reading'], ['full']] as const)(
    'try again later when the receiver %s',
    async (mood) => {
      receiver.moods.push(mood);
      const more = receiver.files.size > 0 ? '&resend=true' : '';
      receiver.files.clear();
      const failed = await deliver(original, 'server', more);
      expect(failed).toMatchObject({ state: 'prepared', receipt: null });
      expect(Date.parse(failed.nextAttemptAt ?? '')).toBeGreaterThan(nowMs);
      await city.perspektiv.leaving.tick(nowMs);
      expect(receiver.files.size).toBe(0);
      nowMs = Date.parse(failed.nextAttemptAt ?? '');
      await city.perspektiv.leaving.tick(nowMs);
      expect([...receiver.files.keys()]).toEqual([`/in/${own(original).name}`]);
    },
  );

  it('look whether the file is there when the answer was lost', async () => {
    receiver.files.clear();
    receiver.stored = 0;
    receiver.moods.push('cuts-after-storing');
    expect(await deliver(original, 'server', '&resend=true')).toMatchObject({
      state: 'delivered',
      receipt: { readBackSha256: own(original).sha256 },
    });
    expect(receiver.stored).toBe(1);
  });

  it('never write over what somebody else has put there', async () => {
    receiver.files.set(`/in/${own(original).name}`, Buffer.from('annat'));
    expect(await deliver(original, 'server', '&resend=true')).toMatchObject({
      state: 'rejected',
      text: expect.stringContaining('annat innehåll'),
    });
    expect(receiver.files.get(`/in/${own(original).name}`)?.toString()).toBe('annat');
    receiver.files.clear();
    expect(await deliver(original, 'server')).toMatchObject({ state: 'delivered' });
  });

  it('take no file for ours that is there already and cannot be read', async () => {
    receiver.files.set(`/in/${own(original).name}`, Buffer.from('annat'));
    receiver.isReadable = false;
    expect(await deliver(original, 'server', '&resend=true')).toMatchObject({
      state: 'rejected',
      receipt: null,
      text: expect.stringContaining('inte läsa om det är vår fil'),
    });
    receiver.isReadable = true;
    receiver.files.clear();
    expect(await deliver(original, 'server')).toMatchObject({ state: 'delivered' });
  });

  it('count a value as delivered only when it comes back as it was sent', async () => {
    stratsys.failing = 1;
    expect(await deliver(original, 'stratsys')).toMatchObject({ state: 'prepared' });
    nowMs += 3_600_000;
    await city.perspektiv.leaving.tick(nowMs);
    const { body } = await city.call(`/api/v1/exports/${original.id}`, { as: 'followup' });
    const delivered = (body as { deliveries: ExportDelivery[] }).deliveries.find(
      ({ destination }) => destination === 'stratsys',
    );
    expect(delivered?.state).toBe('rejected');
    const wrong = delivered?.values.filter(({ outcome }) => outcome !== 'stored') ?? [];
    expect(wrong.map(({ unit, measure, column, outcome }) => [unit, measure, column, outcome])).toEqual([
      ['1000', 'PDF-EXT-01', 'utfall', 'locked'],
      ['2002', 'PDF-EXT-01', 'årsmål', 'refused'],
      ['2002', 'GENOM', 'årsmål', 'refused'],
    ]);
    expect(stratsys.values.get('2001 GENOM utfall 2026-09-30')).toBe(80);
    expect(stratsys.values.has('1000 PDF-EXT-01 utfall 2026-09-30')).toBe(false);
  });

  it('send of a restated edition what changed, and take back what is a number no longer', async () => {
    nowMs += DAY_MS;
    await city.upload('transactions', CORRECTION, { query: { restate: 'true' } });
    restated = await exported('?restate=true&reason=R%C3%A4ttat');
    stratsys.puts = 0;
    const told = await deliver(restated, 'stratsys');
    expect(stratsys.values.get('2001 GENOM utfall 2026-09-30')).toBeNull();
    expect(stratsys.values.get('2001 PDF-EXT-01 utfall 2026-09-30')).toBe(100);
    expect(
      told.values.filter(({ sent }) => sent === null).map(({ column, outcome }) => [column, outcome]),
    ).toEqual([
      ['utfall', 'stored'],
      ['status', 'stored'],
    ]);
    expect(stratsys.puts).toBeLessThan(restated.values);
  });

  it('need hands where a file cannot clear, until somebody says that it is done', async () => {
    const told = await deliver(restated, 'mapp');
    expect(told).toMatchObject({
      state: 'needs-manual-action',
      receipt: null,
      toClear: [
        { date: '2026-09-30', unit: '2001', measure: 'GENOM', column: 'utfall' },
        { date: '2026-09-30', unit: '2001', measure: 'GENOM', column: 'status' },
      ],
    });
    const path = `exports/${restated.id}/deliveries/mapp`;
    expect((await post(`${path}/reject`, {})).status).toBe(400);
    expect(await post(`${path}/confirm`, { text: 'Tömt för hand' })).toMatchObject({
      status: 200,
      body: { state: 'confirmed', text: 'Tömt för hand', toClear: [] },
    });
    expect(await readFile(join(drop, own(original).name), 'utf8')).toContain('GENOM;utfall;80');
  });
});
