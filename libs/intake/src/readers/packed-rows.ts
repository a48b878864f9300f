import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Cell } from '../cells/cell.js';
import { type TableRow, type TableRows } from './reader.js';

/** Rows that are packed together. */
const ROWS_A_PACK = 1000;
const MAX_WAITING_CHARACTERS = 1024 * 1024;

type WrittenRow = readonly [number: number, ...cells: Cell[]];

/** Rows that are kept packed, so that a million of them fit in little memory, and come out again as often as they are asked for. */
export class PackedRows implements TableRows {
  private readonly packs: Uint8Array[] = [];
  private waiting: string[] = [];
  private waitingCharacters = 0;
  length = 0;

  push({ number, cells }: TableRow): void {
    const text = JSON.stringify([number, ...cells] satisfies WrittenRow);
    this.length++;
    this.waitingCharacters += text.length;
    this.waiting.push(text);
    if (this.waiting.length >= ROWS_A_PACK || this.waitingCharacters > MAX_WAITING_CHARACTERS) this.pack();
  }

  *[Symbol.iterator](): Generator<TableRow> {
    for (const pack of this.packs) yield* rowsIn(inflateRawSync(pack).toString());
    yield* rowsIn(this.written());
  }

  private pack(): void {
    this.packs.push(deflateRawSync(this.written(), { level: 1 }));
    this.waiting = [];
    this.waitingCharacters = 0;
  }

  private written(): string {
    return `[${this.waiting.join(',')}]`;
  }
}

function* rowsIn(text: string): Generator<TableRow> {
  for (const [number, ...cells] of JSON.parse(text) as WrittenRow[]) yield { number, cells };
}
