import { type EditionSummary, editionName } from '#core';
import { type ShelterCells } from '#score';
import { type AsOf } from '#store';
import { type Edition, type Journal } from '../stage.js';
import { summaryOf } from './edition.js';

/** Editions that are held in memory: each may be some megabytes. */
const HELD = 4;

/** What editions hold. Each is in the journal twice: in short for the index, and as a whole. */
export class Editions {
  private readonly held = new Map<number, Edition>();

  constructor(private readonly journal: Journal) {}

  /** All of an edition; `null` when its content is gone. */
  async content({ sequence }: Pick<EditionSummary, 'sequence'>): Promise<Edition | null> {
    const held = this.held.get(sequence);
    if (held) return held;
    const [entry] = await this.journal.entriesOf('snapshot', { ids: [snapshotId(sequence)] });
    if (!entry) return null;
    const edition = entry.content;
    this.held.set(sequence, edition);
    const [oldest] = this.held.keys();
    if (this.held.size > HELD && oldest !== undefined) this.held.delete(oldest);
    return edition;
  }

  /**
   * Puts an edition at the end of the chain, with the shelters that it is the first to show, whole or not at all. Throws `store/overtaken` when more has come than was looked
   * at: the chain may go on otherwise now.
   */
  async append(edition: Edition, shelters: readonly ShelterCells[], asOf: AsOf): Promise<EditionSummary> {
    const summary = summaryOf(edition);
    const { period, by, sequence } = edition;
    const about = { atMs: Date.parse(edition.frozenAt), by, period };
    const entries = [
      this.journal.entry('edition', { ...about, id: `edition-${sequence}`, content: summary }),
      this.journal.entry('snapshot', { ...about, id: snapshotId(sequence), content: edition }),
      this.journal.entry('shelter', { ...about, id: `shelters-${sequence}`, content: { shelters } }),
    ];
    await this.journal.append(entries, asOf);
    return summary;
  }
}

function snapshotId(sequence: number): string {
  return `snapshot-${sequence}`;
}

/** Which edition is meant: `original`, `restated` (the newest such), `restated-2`, or its number. */
export function chosen(editions: readonly EditionSummary[], name: string): EditionSummary | null {
  if (name === 'restated') return editions.filter(({ number }) => number > 1).at(-1) ?? null;
  const number = /^[1-9]\d*$/.test(name) ? Number(name) : null;
  const wanted = number === null ? name : editionName(number);
  return editions.find((edition) => edition.name === wanted) ?? null;
}
