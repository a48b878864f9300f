/** What of jsonstat-toolkit our tests use; it brings no types. */
declare module 'jsonstat-toolkit' {
  interface Cell {
    readonly value: number | null;
    readonly status: string | null;
  }
  interface Dataset {
    Data(at: Readonly<Record<string, string>>): Cell;
  }
  export default function JSONstat(json: unknown): Dataset;
}
