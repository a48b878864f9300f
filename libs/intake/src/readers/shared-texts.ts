/** Texts that come again and again (units, periods, kinds) are kept once; more different ones than this are not. */
const MAX_SHARED_TEXTS = 50_000;
const MAX_SHARED_LENGTH = 64;

/** Gives equal short texts as one and the same string, so that a million rows fit in memory. */
export function sharedTexts(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > MAX_SHARED_LENGTH) return text;
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size < MAX_SHARED_TEXTS) known.set(text, text);
    return text;
  };
}
