/** A shelter as it is stored: the cells of answers that it holds, see `cellOf` in kept-shelters.ts. */
export type ShelterCells = readonly string[];
