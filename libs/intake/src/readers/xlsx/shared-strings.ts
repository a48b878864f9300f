import { RichText } from './rich-text.js';
import { UnreadableWorkbook } from './unreadable.js';
import { readXml } from './xml.js';

/** The table of texts is held in memory whole while the sheet is read. */
const MAX_TEXTS = 4_000_000;
const MAX_CHARACTERS = 128 * 1024 * 1024;

/** The texts that cells refer to by their place. */
export function readSharedStrings(content: Iterable<Uint8Array>): string[] {
  const texts: string[] = [];
  const current = new RichText();
  let characters = 0;
  readXml(content, {
    open: (tag) => {
      current.open(tag);
    },
    text: (text) => {
      current.hear(text);
    },
    close: (tag) => {
      current.close(tag);
      if (tag !== 'si') return;
      const text = current.take();
      characters += text.length;
      if (texts.push(text) > MAX_TEXTS || characters > MAX_CHARACTERS) {
        throw new UnreadableWorkbook('workbook-too-large', { maxMiB: MAX_CHARACTERS / 1024 / 1024 });
      }
    },
  });
  return texts;
}
