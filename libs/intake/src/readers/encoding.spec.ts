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
