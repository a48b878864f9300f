/** Text that is markup already: it goes in as it is. */
export class Markup {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text is escaped, markup is not, `null` is nothing, a list is its pieces in order. */
export type Piece = string | number | Markup | null | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What XML 1.0 cannot hold at all, not even escaped. */
const UNWRITABLE = new RegExp(
  '[^\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD\\u{10000}-\\u{10FFFF}]',
  'gu',
);

/** Text as it may stand between tags and inside quoted attributes, in HTML as in XML. */
function escaped(text: string): string {
  return text.replace(UNWRITABLE, '\uFFFD').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

function written(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.toString();
  return typeof piece === 'object' ? piece.map(written).join('') : escaped(String(piece));
}

/**
 * HTML and XML by template: what is put in is escaped unless it is markup itself. Attributes are always quoted by the
 * template, and tags are written so that HTML can be read as XML, too: that is how it is checked to be well-formed.
 */
export function markup(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.reduce((text, next, i) => `${text}${written(pieces[i - 1] ?? null)}${next}`));
}
