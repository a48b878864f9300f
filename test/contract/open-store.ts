import { type Store } from '#store';

/** The store that a test works on, fresh and empty for each test. */
export interface OpenStore {
  readonly store: Store;
  /** Closes it and opens it again. */
  again(): Promise<void>;
}
