/** The delimiters that are looked for; of two that do equally well, the first wins. */
export const DELIMITERS = [';', '\t', ',', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
