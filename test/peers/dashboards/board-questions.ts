import { type InfluxServer } from '../influx-server.js';
import { type Board, type Filling, filledIn, spanOf } from './board.js';

/** Rows that InfluxDB answers with, and the tags that they are grouped by. */
export interface Series {
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values?: readonly (readonly unknown[])[];
}

interface InfluxAnswer {
  readonly error?: string;
  readonly results?: readonly { readonly error?: string; readonly series?: readonly Series[] }[];
}

/** The rows of series, each by column, with the tags that they are grouped by. */
export function rowsOf(series: readonly Series[]): Record<string, unknown>[] {
  return series.flatMap(({ tags, columns, values = [] }) =>
    values.map((row) => ({
      ...tags,
      ...Object.fromEntries(columns.map((column, place) => [column, row[place]])),
    })),
  );
}

/** Asks what boards ask, of a real InfluxDB, as Grafana would at some instant. */
export class BoardQuestions {
  constructor(
    private readonly server: InfluxServer,
    private readonly bucket: string,
    private readonly nowMs: number,
  ) {}

  /** Throws what the server says, also under a 200. */
  async ask(query: string): Promise<readonly Series[]> {
    const { error, results = [] } = (await this.server.query(query, this.bucket)) as InfluxAnswer;
    const fault = error ?? results.find((result) => result.error !== undefined)?.error;
    if (fault !== undefined) throw new Error(`${fault}: ${query}`);
    return results.flatMap(({ series = [] }) => series);
  }

  /** Each variable as the board opens with it; all values, where several may be chosen. Throws when there is nothing to choose. */
  async fillingOf({ title, templating }: Board): Promise<Filling> {
    const filling = new Map<string, readonly string[]>();
    for (const { name, type, query, multi, current } of templating.list) {
      if (type !== 'query') {
        filling.set(name, [String(current?.value ?? query)]);
        continue;
      }
      const rows = rowsOf(await this.ask(filledIn(query, filling, { startMs: 0, endMs: 0 })));
      const values = rows.map(({ value }) => String(value));
      const chosen = multi ? values : values.filter((value) => value === String(current?.value));
      if (chosen.length === 0) throw new Error(`${title}: there is no ${String(current?.value)} for ${name}`);
      filling.set(name, chosen);
    }
    return filling;
  }

  /** The series of a question that a board asks, in the span of time that it opens with. */
  async answer(board: Board, query: string, filling: Filling): Promise<readonly Series[]> {
    return this.ask(filledIn(query, filling, spanOf(board, this.nowMs)));
  }

  /** What every panel of a board gets to its questions in InfluxQL, by the panel's id. */
  async answersOf(board: Board): Promise<Record<number, (readonly Series[])[]>> {
    const filling = await this.fillingOf(board);
    const answers: Record<number, (readonly Series[])[]> = {};
    for (const { id, targets = [] } of board.panels) {
      answers[id] = [];
      for (const { query } of targets) {
        if (query !== undefined) answers[id].push(await this.answer(board, query, filling));
      }
    }
    return answers;
  }
}
