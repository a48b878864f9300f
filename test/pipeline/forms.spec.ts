import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmallCity } from './small-city.js';

const CSV = 'unit;period;amount;kind;procurement_area\na;2026-09;1;actual;software\n';

function part(name: string, content: string): string {
  return `--grans\r\nContent-Disposition: form-data; name="${name}"; filename="a.csv"\r\n\r\n${content}\r\n`;
}

describe('a form with a file', () => {
  let city: SmallCity;

  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  const send = (body: string, type = 'multipart/form-data; boundary=grans') =>
    city.call('/api/v1/uploads?dataset=cost', {
      method: 'POST',
      body,
      as: 'followup',
      headers: { 'content-type': type },
    });

  it.each([
    ['that is cut inside the file', part('file', CSV).slice(0, -30), undefined, 'upload/malformed-form'],
    ['that is cut after the file', part('file', CSV), undefined, 'upload/malformed-form'],
    [
      'without a boundary',
      `${part('file', CSV)}--grans--\r\n`,
      'multipart/form-data',
      'upload/malformed-form',
    ],
    [
      'with another boundary',
      `${part('file', CSV)}--grans--\r\n`,
      'multipart/form-data; boundary=x',
      'upload/malformed-form',
    ],
    [
      'with two files',
      `${part('file', CSV)}${part('file', CSV)}--grans--\r\n`,
      undefined,
      'upload/several-files',
    ],
    [
      'with a second file under another name',
      `${part('file', CSV)}${part('more', CSV)}--grans--\r\n`,
      undefined,
      'upload/several-files',
    ],
    ['with three files', `${part('file', CSV).repeat(3)}--grans--\r\n`, undefined, 'upload/several-files'],
    ['with a file in another field', `${part('fil', CSV)}--grans--\r\n`, undefined, 'upload/no-file'],
  ])('%s is refused, and nothing is stored', async (_, body, type, code) => {
    expect(await send(body, type)).toMatchObject({ status: 400, body: { code } });
    expect(await city.receipts('followup')).toEqual([]);
  });

  it('that is whole is taken', async () => {
    expect(await send(`${part('file', CSV)}--grans--\r\n`)).toMatchObject({ status: 201 });
  });
});
