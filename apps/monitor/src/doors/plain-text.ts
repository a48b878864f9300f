/** Control characters and half Unicode characters; tab and ends of lines belong in a text. */
const FOREIGN = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

/** Whether a text can be stored and read back everywhere: well-formed Unicode without control characters. */
export function isPlainText(text: string): boolean {
  return !FOREIGN.test(text);
}

/** Whether all texts of a parsed JSON body are plain. */
export function isPlain(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && !isPlainText(next)) return false;
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, part] of Object.entries(next)) {
      if (!isPlainText(name)) return false;
      waiting.push(part);
    }
  }
  return true;
}
