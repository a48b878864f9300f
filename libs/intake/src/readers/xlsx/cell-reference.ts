const A = 'A'.charCodeAt(0);
const LETTERS = 26;

/** `0` → `A`, `26` → `AA`: the column's name in a spreadsheet. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / LETTERS);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(A + (index % LETTERS));
}

/** `B7` → `{ column: 1, row: 7 }`; `null` for what is no reference. */
export function parseReference(reference: string): { readonly column: number; readonly row: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,7})\$?(\d{1,9})$/i.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return null;
  return { column: columnIndex(letters), row: Number(digits) };
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * LETTERS + letter.charCodeAt(0) - A + 1;
  return index - 1;
}
