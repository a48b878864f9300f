/** A row of a file by column name, as the data set's schema names it; a column that is absent is an empty cell. */
export type Row = Readonly<Record<string, string | number>>;

/** What offices write where a column makes no sense for them. */
export const NOT_APPLICABLE = 'ej aktuellt';
