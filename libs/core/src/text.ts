/** The two languages of everything that people read: Swedish first. */
export type Language = 'sv' | 'en';

/** A text in both languages. */
export type LocalizedText = Readonly<Record<Language, string>>;
