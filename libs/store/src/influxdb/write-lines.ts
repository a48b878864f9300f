import { type InfluxDb, MOST_LINES, MOST_LINE_BYTES } from './influx-db.js';
import { influxError, reasonOf, writeFault } from './influx-error.js';
import { LAYOUT, LAYOUT_VERSION } from './layout.js';
import { type RejectedLines } from './rejected-lines.js';

/** A line that every server takes that takes any. */
export const GOOD_LINE = `${LAYOUT} version=${LAYOUT_VERSION}i`;

/** Resolves when all of these have ended, and rejects then as the first of them that failed. */
export async function allOver(works: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(works);
  for (const each of outcomes) if (each.status === 'rejected') throw each.reason;
}

/**
 * Writes lines, in whichever order: none takes another's place. Those that the server will never take are found by halving,
 * which is harmless since writing a line again changes nothing, and set aside. Throws as `PerspektivError` when it may take
 * them later: then none is set aside.
 */
export async function writeLines(
  db: InfluxDb,
  lines: readonly string[],
  rejected: RejectedLines,
): Promise<void> {
  // What is on its way is over before it is tried again.
  await allOver(partsOf(lines).map((part) => writePart(db, part, rejected)));
}

async function writePart(db: InfluxDb, lines: readonly string[], rejected: RejectedLines): Promise<void> {
  try {
    await db.write(lines);
  } catch (thrown) {
    if (writeFault(thrown) === 'later') throw influxError(thrown, db.place);
    const [line = ''] = lines;
    if (lines.length > 1) {
      const middle = Math.ceil(lines.length / 2);
      await writePart(db, lines.slice(0, middle), rejected);
      await writePart(db, lines.slice(middle), rejected);
    } else {
      await expectToTake(db);
      await rejected.add(line, reasonOf(thrown));
    }
  }
}

/** A server that refuses every line is set up wrongly: that is no fault of the lines. */
async function expectToTake(db: InfluxDb): Promise<void> {
  try {
    await db.write([GOOD_LINE]);
  } catch (thrown) {
    throw influxError(thrown, db.place);
  }
}

function partsOf(lines: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  let bytes = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    const last = parts.at(-1);
    if (last && last.length < MOST_LINES && (bytes <= MOST_LINE_BYTES || last.length === 0)) last.push(line);
    else {
      parts.push([line]);
      bytes = Buffer.byteLength(line) + 1;
    }
  }
  return parts.filter((part) => part.length > 0);
}
