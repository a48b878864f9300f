/** What a file is that is called a ledger and is none, or is one of SIE 5: as it is named to people. */
export type OtherFormat = 'SIE 5' | 'HTML' | 'XML' | 'Excel' | 'PDF' | null;

const START_BYTES = 4096;

/** Whether a file is a ledger in SIE 5 (XML), by its root element, whatever it is called. */
export function isSie5(bytes: Uint8Array): boolean {
  return /<(?:\w+:)?Sie(?:Entry)?[\s>]/.test(startOf(bytes)) && /^\s*</.test(startOf(bytes));
}

/** By its first bytes; `null` for what may be SIE 4. */
export function otherFormatOf(bytes: Uint8Array): OtherFormat {
  const start = startOf(bytes);
  if (isSie5(bytes)) return 'SIE 5';
  if (/^\s*<(?:!doctype\s+html|html|head|body|table|meta)/i.test(start)) return 'HTML';
  if (/^\s*<\?xml/i.test(start)) return /<html/i.test(start) ? 'HTML' : 'XML';
  if (/^(?:PK\u0003\u0004|\u00d0\u00cf\u0011\u00e0)/.test(start)) return 'Excel';
  return start.startsWith('%PDF') ? 'PDF' : null;
}

function startOf(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, START_BYTES));
  const isUtf16 = start[0] === 0xff && start[1] === 0xfe;
  const text = isUtf16 ? start.toString('utf16le').slice(1) : start.toString('latin1');
  return text.replace(/^\u00ef\u00bb\u00bf/, '');
}
