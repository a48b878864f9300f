/**
 * The rules by which values follow from facts where no definition of a measure says how: what is 0 and what is missing, what
 * "ej aktuellt" excuses, which claims stand (docs/measures.md, "Så räknas det"). Raised when one of them changes, so that
 * what was frozen by others is told apart from what was corrected. 1: until such rules were counted; 2: ADR 33.
 */
export const COUNTING_RULES = 2;
