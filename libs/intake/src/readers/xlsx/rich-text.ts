/** More than any cell may hold (32 767 characters): a longer text is cut, and found too long when it is checked. */
const MAX_CELL_CHARACTERS = 40_000;
const SUBSTITUTE = '\u001a';

/**
 * Gathers the text of a shared or inline string from its runs (`<r><t>`), without what is only its pronunciation
 * (`<rPh>`).
 */
export class RichText {
  private text = '';
  private inText = false;
  private inPhonetic = false;

  open(tag: string): void {
    if (tag === 't') this.inText = true;
    else if (tag === 'rPh') this.inPhonetic = true;
  }

  hear(text: string): void {
    if (this.inText && !this.inPhonetic && this.text.length < MAX_CELL_CHARACTERS) this.text += text;
  }

  close(tag: string): void {
    if (tag === 't') this.inText = false;
    else if (tag === 'rPh') this.inPhonetic = false;
  }

  /** The whole text, trimmed; the next one begins anew. */
  take(): string {
    const text = plainText(this.text);
    this.text = '';
    this.inText = false;
    this.inPhonetic = false;
    return text;
  }
}

/** Text of a cell as it is meant: `_x000D_` and its like are characters that XML cannot hold; never NUL. */
export function plainText(text: string): string {
  const written = text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  return written.slice(0, MAX_CELL_CHARACTERS).replaceAll('\u0000', SUBSTITUTE).trim();
}
