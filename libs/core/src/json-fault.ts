/** Where a text stops being JSON: the first character that cannot stand there, or the end of a text that ends too early. */
export interface JsonFault {
  /** Both counted from 1; a place counts UTF-16 units, as editors do. */
  readonly line: number;
  readonly place: number;
}

/** What may come next. */
type Next = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'more';

const WORD = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Where a text that `JSON.parse` refuses stops being JSON (RFC 8259), whatever words an engine has for it. */
export function jsonFaultIn(text: string): JsonFault {
  const at = new Walk(text).toFault();
  const before = text.slice(0, at);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, place: at - lastBreak };
}

/** Goes through a text, character by character, as far as it is JSON. */
class Walk {
  private at = 0;
  private next: Next = 'value';
  /** What is open, the innermost last. */
  private readonly open: ('{' | '[')[] = [];

  constructor(private readonly text: string) {}

  toFault(): number {
    do while (' \t\r\n'.includes(this.text[this.at] ?? '-')) this.at++;
    while (this.step());
    return this.at;
  }

  /** Past one token; `false`, and at the fault, when it cannot stand here. */
  private step(): boolean {
    switch (this.next) {
      case 'more':
        return this.more();
      case 'colon':
        return this.past(':', 'value');
      case 'first-name':
        return this.closed('}') || this.string('colon');
      case 'name':
        return this.string('colon');
      case 'first-value':
        return this.closed(']') || this.value();
      case 'value':
        return this.value();
    }
  }

  private value(): boolean {
    const character = this.text[this.at];
    if (character === '"') return this.string('more');
    if (character === '{' || character === '[') {
      this.open.push(character);
      return this.past(character, character === '{' ? 'first-name' : 'first-value');
    }
    return this.match(WORD, 'more');
  }

  private more(): boolean {
    const inner = this.open.at(-1);
    if (inner === undefined) return false;
    return this.past(',', inner === '{' ? 'name' : 'value') || this.closed(inner === '{' ? '}' : ']');
  }

  private closed(bracket: string): boolean {
    if (!this.past(bracket, 'more')) return false;
    this.open.pop();
    return true;
  }

  private string(next: Next): boolean {
    if (!this.past('"', this.next)) return false;
    while (!this.past('"', next)) {
      const character = this.text[this.at];
      if (character === undefined || character < ' ') return false;
      if (character !== '\\') this.at++;
      else if (!this.match(ESCAPE, this.next)) return false;
    }
    return true;
  }

  private past(character: string, next: Next): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    this.next = next;
    return true;
  }

  private match(pattern: RegExp, next: Next): boolean {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) return false;
    this.at += found.length;
    this.next = next;
    return true;
  }
}
