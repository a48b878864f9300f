import { foldName } from './words.js';

/**
 * How sure a text is to head a row that sums others up: `sure` names nothing else (`Summa`, `Delsumma`, `Totalt:`);
 * `maybe` may also be a name (`Total` is a supplier, too), or speaks of means; `part` says that the row is in another one
 * already (`varav E3`).
 */
export type SumWord = 'sure' | 'maybe' | 'part';

const SURE =
  /^(?:=|s:a|σ|∑|summa(?: (?:totalt?|alla|summarum))?|summering|sammanlagt|(?:total|del|slut|mellan|års|kvartals|månads|rad|kolumn)summa|total summa|totalt|totalen|sum|grand total|sub-?total|sum total|totalsum|hela totalen|i allt|inalles)$/;
/** `Summa aldre`, `Totala kostnader`, `Total 2026-10`: nearly always a sum, and now and then the name of a firm. */
const FOLLOWED =
  /^(?:s:a|summa|delsumma|totalsumma|totalt|totala?|alla|samtliga|sammanlag(?:d|t|da)|sum of|sum|subtotal) .{1,60}$/;
/** `Nämnden totalt`, `Förvaltningen, summa`. */
const BEFORE = /^.{1,60}[ ,:–-](?:s:a|(?:del|total)?summa|totalt?|sammanlagt|tillsammans|sub-?total)$/;
const MAYBE =
  /^(?:total|totals|tot|totalkostnad(?:er|en)?|totalbelopp|sammantaget|tillsammans|hela året|helår(?:et)?|ack(?:umulerat)?|netto|saldo|resultat|balans|gesamt|summe|medel|medelvärde|medeltal|mv|genomsnitt(?:ligt|et)?|snitt|mean|average|avg|median|alla|samtliga|all)$/;
const PART = /^(?:varav|därav|of which|thereof|whereof)(?: |:|$)/;
/** The marks that all of them begin or end with: most cells are looked at no further. */
const MAY_BE_SUM = /^[\s*=–-]*(?:[sdtmkågraihvownbΣ∑σ]|=)|(?:tal|talt|umma|lagt|mans|:a)[:.\s*=–-]*$/i;

/** Reads a text as the head of a row of sums; `null` for anything else. */
export function sumWord(text: string): SumWord | null {
  if (text.length > 80 || !MAY_BE_SUM.test(text)) return null;
  const folded = foldName(text)
    .replace(/^[*=–\s-]+(?=\p{L})/u, '')
    .replace(/[:.\s*=–-]+$/, '');
  if (SURE.test(folded)) return 'sure';
  if (PART.test(folded)) return 'part';
  return [FOLLOWED, BEFORE, MAYBE].some((words) => words.test(folded)) ? 'maybe' : null;
}
