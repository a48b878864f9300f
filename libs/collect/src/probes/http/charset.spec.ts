import { describe, expect, it } from '@jest/globals';
import { declaredEncoding, decodeWhole } from './charset.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('declaredEncoding', () => {
  it.each([
    ['text/html; charset=utf-8', '', 'utf-8'],
    ['text/html;charset=ISO-8859-1', '', 'windows-1252'],
    ['text/html; Charset="latin1"; x=y', '', 'windows-1252'],
    ["text/html; charset='iso-8859-15'", '', 'iso-8859-15'],
    ['text/html; charset=utf8', '<meta charset=latin1>', 'utf-8'],
    ['text/html; charset=nonsense', '<meta charset=latin1>', 'windows-1252'],
    ['text/html', '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', 'windows-1252'],
    ['text/html', '<meta charset="utf-16">', 'utf-8'],
    ['application/xml', '<?xml version="1.0" encoding="ISO-8859-1"?>', 'windows-1252'],
    ['text/plain', '<meta charset="latin1">', null],
    ['application/json; charset=iso-8859-1', '', null],
    ['text/html; charset=iso-8859-1', '\xef\xbb\xbf', 'utf-8'],
    ['', '\xff\xfeh\x00', 'utf-16le'],
    ['text/html', `${' '.repeat(1024)}<meta charset=latin1>`, null],
  ])('of %j and %j is %j', (contentType, start, encoding) => {
    expect(declaredEncoding(contentType, bytes(start))).toBe(encoding);
  });
});

describe('decodeWhole', () => {
  it('reads what declares nothing as UTF-8 where it can be, else as Windows-1252', () => {
    expect(decodeWhole(null, Buffer.from('8–16 å'))).toBe('8–16 å');
    expect(decodeWhole(null, bytes('8\x9616 \xe5'))).toBe('8–16 å');
  });

  it('does not take UTF-8 for something else because its last character is cut', () => {
    const cut = Buffer.from('år å').subarray(0, -1);
    expect(decodeWhole(null, cut)).toMatch(/^år /);
  });

  it('has the euro sign of Windows-1252, which TextDecoder lost', () => {
    expect(decodeWhole('windows-1252', bytes('10 \x80'))).toBe('10 €');
  });
});
