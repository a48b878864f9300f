import { type FieldConfigSource } from '@grafana/data';

/** A series of an answer of InfluxDB, with times in epoch milliseconds first. */
export interface Series {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
}

/** What of a panel is drawn. */
export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig?: FieldConfigSource;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly targets?: readonly { readonly alias?: string }[];
}

/** A board, and what the server answered to each question of each panel, by the panel's id. */
export interface Drawing {
  readonly board: { readonly title: string; readonly panels: readonly Panel[] };
  readonly answers: Readonly<Record<string, readonly (readonly Series[])[]>>;
}
