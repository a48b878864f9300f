const NOT_APPLICABLE = new Set([
  'ej aktuellt',
  'ej tillämpligt',
  'ej relevant',
  'not applicable',
  'n/a',
  'n.a.',
  'e.a.',
  'e/t',
]);
const YES = new Set(['yes', 'ja', 'y', 'j', 'true', 'sant']);
const NO = new Set(['no', 'nej', 'n', 'false', 'falskt']);

/** What spreadsheets write in a cell that could not be computed, or did not fit. */
const SPREADSHEET_ERROR =
  /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SAKNAS!|REFERENS!|VÄRDEFEL!|DIVISION\/0!|NAMN\?|SKÄRNING!|OGILTIGT!|SPILL!|EXPANSION!|#+)$/i;

/** All of them begin so: a million cells that do not are looked at no further. */
const MAY_BE_NOT_APPLICABLE = /^[en]/i;

/** Whether a cell says that the question makes no sense for the unit (domain.md, section 3). */
export function isNotApplicable(text: string): boolean {
  if (text.length > 16 || !MAY_BE_NOT_APPLICABLE.test(text)) return false;
  return NOT_APPLICABLE.has(text.toLowerCase().replace(/\s+/g, ' '));
}

/** `yes` or `no` for the Swedish and English ways of saying so; `null` for anything else. */
export function parseYesNo(text: string): 'yes' | 'no' | null {
  const word = text.toLowerCase();
  if (YES.has(word)) return 'yes';
  return NO.has(word) ? 'no' : null;
}

export function isSpreadsheetError(text: string): boolean {
  return text.startsWith('#') && SPREADSHEET_ERROR.test(text);
}

/** Without the apostrophe that keeps a spreadsheet from taking a text for a formula; the inverse of our own export. */
export function withoutGuard(text: string): string {
  return /^'[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}

/** Lower case, one blank between words: how names are compared. */
export function foldName(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
