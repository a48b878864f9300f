import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { markup } from './markup.js';

/** What a reader of XML makes of an element's attribute and content. */
function read(text: string): { attribute: string; content: string; elements: number } {
  const parser = new SaxesParser();
  const seen = { attribute: '', content: '', elements: 0 };
  parser.on('opentag', ({ attributes }) => {
    seen.elements++;
    seen.attribute = attributes.of ?? '';
  });
  parser.on('text', (piece) => {
    seen.content += piece;
  });
  parser.write(text).close();
  return seen;
}

/** What can be written at all, as parsers hand it on: line ends become one sign, in attributes blanks. */
function asRead(text: string): string {
  return text
    .replace(/[^\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n');
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ']]>', '<!--', '\u0000', '\uD800', 'å', '\n') }),
);

describe('markup', () => {
  it('lets any text through as text: in content and in attributes, nothing of it becomes markup', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { attribute, content, elements } = read(markup`<a of="${text}">${text}</a>`.toString());
        expect(elements).toBe(1);
        expect(content).toBe(asRead(text));
        expect(attribute).toBe(asRead(text).replace(/[\t\n]/g, ' '));
      }),
    );
  });

  it('leaves markup as it is, lists in order, and nothing for null', () => {
    const items = ['<', 'b'].map((each) => markup`<i>${each}</i>`);
    expect(markup`<p>${items}${null}${3}</p>`.toString()).toBe('<p><i>&lt;</i><i>b</i>3</p>');
  });
});
