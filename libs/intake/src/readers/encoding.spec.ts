import { describe, expect, it } from '@jest/globals';
import { decodeText } from './encoding.js';

function decoded(bytes: Uint8Array): readonly [text: string, encoding: string] {
  const text = decodeText(bytes);
  return text.ok ? [text.value.utf8.toString(), text.value.encoding] : ['', text.problem];
}

describe('the encoding of a file', () => {
  it('is told by its byte order mark, which is no part of the text', () => {
    expect(decoded(Buffer.from('\uFEFFåäö'))).toEqual(['åäö', 'UTF-8 (BOM)']);
    expect(decoded(Buffer.from('\uFEFFåäö', 'utf16le'))).toEqual(['åäö', 'UTF-16 LE']);
    expect(decoded(Buffer.from('\uFEFFåäö', 'utf16le').swap16())).toEqual(['åäö', 'UTF-16 BE']);
  });

  it('is UTF-8 when it can be, else Windows-1252', () => {
    expect(decoded(Buffer.from('Älvsjö'))).toEqual(['Älvsjö', 'UTF-8']);
    expect(decoded(Buffer.from([0xc4, 0x6c, 0x76, 0x73, 0x6a, 0xf6]))).toEqual(['Älvsjö', 'Windows-1252']);
  });

  it('has the euro sign, dashes and curly quotes of Windows-1252', () => {
    expect(decoded(Buffer.from([0xe5, 0x80, 0x96, 0x97, 0x93, 0x94, 0x9f]))).toEqual([
      'å€–—“”Ÿ',
      'Windows-1252',
    ]);
  });

  it('is none for workbooks, other binary files and text with NUL', () => {
    expect(decoded(Buffer.from('PK\u0003\u0004…'))[1]).toBe('file-not-text');
    expect(decoded(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))[1]).toBe('file-not-text');
    expect(decoded(Buffer.from('%PDF-1.7'))[1]).toBe('file-not-text');
    expect(decoded(Buffer.from('unit;period\u0000'))[1]).toBe('file-not-text');
  });
});

describe('bytes that do not belong', () => {
  const text = 'Enhet;Årsarbetare\nÄldreförvaltningen;1\nÖrby;2\n';

  it('are read one by one, and the rest stays UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0xe5, 0x0a]), Buffer.from('Ålder')]);
    expect(decodeText(bytes)).toMatchObject({
      ok: true,
      value: { utf8: Buffer.from(`${text}å\nÅlder`), encoding: 'UTF-8', stray: { count: 1, line: 4 } },
    });
  });

  it.each([[[0xc3]], [[0xff]], [[0xe2, 0x82]], [[0xc0, 0xaf]], [[0xed, 0xa0, 0x80]]])(
    '%j at the end are strays',
    (stray) => {
      const decoded = decodeText(Buffer.concat([Buffer.from(text), Buffer.from(stray)]));
      expect(decoded).toMatchObject({
        ok: true,
        value: { encoding: 'UTF-8', stray: { count: stray.length } },
      });
    },
  );

  it('that are most of the letters make the text Windows-1252', () => {
    expect(decodeText(Buffer.from(text, 'latin1'))).toMatchObject({
      ok: true,
      value: { utf8: Buffer.from(text), encoding: 'Windows-1252' },
    });
  });

  it('end a text of DOS', () => {
    expect(decodeText(Buffer.from(`${text}\u001a\u001a`))).toMatchObject({
      ok: true,
      value: { utf8: Buffer.from(text) },
    });
  });
});
