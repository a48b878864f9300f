import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UploadReport } from '#core';
import { rawRow, rawWorkbook } from '../fixtures/intake/raw-workbook.js';
import { temporaryFolder } from '../contract/place.js';
import { OtherMonitor } from './other-monitor.js';

const HEADER = 'Enhet;Period;Belopp;Slag;Anskaffningsområde';
const ROW = 'a;2026-09;1;actual;software';
const CELLS = HEADER.split(';');
const MEBIBYTE = 1024 * 1024;
/** What a hostile file may cost besides itself: the memory of its thread, and room for the rest. */
const MOST_GROWTH_BYTES = 700 * MEBIBYTE;

/** A workbook whose sheet is mostly blanks, so that it packs a thousand times. */
function bomb(): Uint8Array<ArrayBuffer> {
  return rawWorkbook({ sheet: rawRow(1, CELLS) + ' '.repeat(20 * MEBIBYTE) });
}

/** A workbook in which two parts are one and the same packed content, each alone within the ratio. */
function overlapping(): Uint8Array<ArrayBuffer> {
  const sharedStrings = `<?xml version="1.0"?><sst>${'<si><t/></si>'.repeat(400_000)}</sst>`;
  const bytes = Buffer.from(rawWorkbook({ sheet: rawRow(1, CELLS), sharedStrings }));
  const entryOf = (name: string): number => bytes.lastIndexOf(name) - 46;
  const [strings, styles] = [entryOf('xl/sharedStrings.xml'), entryOf('xl/styles.xml')];
  // Checksum and sizes, and where the content is: those of the texts.
  bytes.copy(bytes, styles + 16, strings + 16, strings + 28);
  bytes.copy(bytes, styles + 42, strings + 42, strings + 46);
  return new Uint8Array(bytes);
}

function laughing(): Uint8Array<ArrayBuffer> {
  const entities = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  const doctype = `<!DOCTYPE lolz [<!ENTITY l0 "lol">${entities.join('')}]>`;
  return rawWorkbook({
    sheet: `<?xml version="1.0"?>${doctype}<worksheet><sheetData>${rawRow(1, ['&l10;'])}</sheetData></worksheet>`,
  });
}

function bytesOf(content: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(content);
}

/** A row beyond what is looked at to tell whether a file is text. */
function farDown(row: string): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: 9000 }, (_, i) => `a;2026-09;${i + 2};actual;software`);
  return bytesOf([HEADER, ...rows, row].join('\n'));
}

const workbook = rawWorkbook({ sheet: rawRow(1, CELLS) + rawRow(2, ROW.split(';')) });
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48]);

/** What it is, how it is sent, and what is said of it. */
const FILES: readonly (readonly [
  string,
  Uint8Array<ArrayBuffer>,
  { fileName?: string; type?: string },
  string,
])[] = [
  ['a zip bomb', bomb(), { fileName: 'cost.xlsx' }, 'workbook-bomb'],
  ['a zip of overlapping parts', overlapping(), { fileName: 'cost.xlsx' }, 'workbook-bomb'],
  [
    'a workbook within a zip',
    zipSync({ 'kostnader.xlsx': workbook }),
    { fileName: 'cost.xlsx' },
    'zip-without-workbook',
  ],
  ['a billion laughs', laughing(), { fileName: 'cost.xlsx' }, 'workbook-damaged'],
  [
    'a workbook that is cut off',
    workbook.slice(0, workbook.length / 2),
    { fileName: 'cost.xlsx' },
    'workbook-damaged',
  ],
  ['a million columns', bytesOf(`${'k;'.repeat(1_000_000)}\n${ROW}`), {}, 'too-many-columns'],
  ['NULs', bytesOf(`${HEADER}\n${'\0'.repeat(1000)}`), {}, 'file-not-text'],
  ['a NUL far down', farDown('a;2026-09;1;act\0ual;software'), {}, 'not-in-list'],
  ['a quote that is never closed', bytesOf(`${HEADER}\n"${ROW}\n`.repeat(3)), {}, 'unclosed-quote'],
  ['a formula for a number', bytesOf(`${HEADER}\na;2026-09;=1+1;actual;software`), {}, 'not-a-number'],
  ['a picture under another name', picture, { type: 'text/csv' }, 'file-not-text'],
  [
    'delimited text said to be JSON',
    bytesOf(`${HEADER}\n${ROW}`),
    { type: 'application/json' },
    'malformed-json',
  ],
  [
    'JSON a thousand levels deep',
    bytesOf('['.repeat(1000) + ']'.repeat(1000)),
    { fileName: 'cost.json' },
    'json-not-rows',
  ],
];

describe('a hostile file', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let monitor: OtherMonitor;

  beforeAll(async () => {
    folder = await temporaryFolder();
    monitor = await OtherMonitor.start(folder.path, {
      rules: { maxMiB: 4, silentSeconds: 1, receivingSeconds: 3 },
    });
  });
  afterAll(async () => {
    await monitor.kill();
    await folder.remove();
  });

  const left = (): string[] => {
    const arriving = join(folder.path, 'arriving');
    return existsSync(arriving) ? readdirSync(arriving) : [];
  };
  const memoryBytes = (which: 'VmRSS' | 'VmHWM'): number => {
    const status = readFileSync(`/proc/${monitor.pid}/status`, 'utf8');
    return Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
  };

  it.each(FILES)('%s is refused with a reason, and leaves nothing', async (_, content, how, code) => {
    writeFileSync(`/proc/${monitor.pid}/clear_refs`, '5'); // the high-water mark begins anew
    const before = memoryBytes('VmRSS');
    const { status, body } = await monitor.upload('cost', content, how);
    expect(status).toBe(422);
    const errors = (body as UploadReport).problems.filter(({ severity }) => severity === 'error');
    expect(errors.map((problem) => problem.code)).toContain(code);
    expect(errors.every(({ message, hint }) => message !== '' && hint !== '')).toBe(true);
    expect(memoryBytes('VmHWM') - before).toBeLessThan(MOST_GROWTH_BYTES);
    expect(await monitor.receipts()).toEqual([]);
    expect(left()).toEqual([]);
  });

  it('is refused when it is too large, and the sender hears why', async () => {
    const { status, body } = await monitor.upload('cost', new Uint8Array(5 * MEBIBYTE));
    expect({ status, body }).toMatchObject({ status: 413, body: { code: 'upload/too-large' } });
    expect(left()).toEqual([]);
  });

  it('is refused likewise when it comes as rows', async () => {
    const body = JSON.stringify([{ unit: 'a', description: 'x'.repeat(5 * MEBIBYTE) }]);
    const path = '/api/v1/uploads?dataset=cost';
    const { status } = await monitor.call(path, { method: 'POST', body, type: 'application/json' });
    expect(status).toBe(413);
    expect(left()).toEqual([]);
  });

  /** Begins to send a file that is said to be longer than it is; answers the connection. */
  const begun = (): Socket => {
    const { hostname, port } = new URL(monitor.address);
    const socket = connect(Number(port), hostname);
    const part = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${HEADER}`;
    socket.write(
      `POST /api/v1/uploads?dataset=cost HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-followup\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n${part}`,
    );
    return socket;
  };

  it('that never comes to its end is given up', async () => {
    const answer = await text(begun());
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('upload/stalled');
    expect(left()).toEqual([]);
  });

  it('that comes byte by byte, and is never silent, is given up too', async () => {
    const socket = begun();
    socket.on('error', () => undefined); // what is sent after the answer meets a closed door
    const dribble = setInterval(() => socket.write('x'), 100);
    const answer = await text(socket);
    clearInterval(dribble);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('upload/stalled');
    expect(left()).toEqual([]);
    expect(await monitor.receipts()).toEqual([]);
  });

  it('cannot choose where it is written', async () => {
    const { status, body } = await monitor.upload('cost', `${HEADER}\n${ROW}`, {
      fileName: '../../../tmp/..\\kostnader\u202e.csv',
    });
    expect({ status, body }).toMatchObject({ status: 201, body: { fileName: 'kostnader.csv' } });
    expect(left()).toEqual([]);
  });
});
