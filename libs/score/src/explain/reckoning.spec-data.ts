import { type ArithmeticStep, type Language, exactSum } from '#core';

/**
 * Reckons a sum of products as a person would: × and / before + and −, otherwise from the left. Sums are those of decimals,
 * as on paper: 0,15 + 0,333333333333333 is 0,483333333333333, not 0.48333333333333295.
 */
class Calculator {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  sum(): number {
    const terms = [this.product()];
    for (;;) {
      if (this.takes('+')) terms.push(this.product());
      else if (this.takes('−')) terms.push(-this.product());
      else return terms.length === 1 ? (terms[0] ?? NaN) : exactSum(terms);
    }
  }

  private product(): number {
    let product = this.number();
    for (;;) {
      if (this.takes('×')) product *= this.number();
      else if (this.takes('/')) product /= this.number();
      else return product;
    }
  }

  private number(): number {
    if (this.takes('−')) return -this.number();
    if (this.takes('(')) {
      const inside = this.sum();
      if (!this.takes(')')) throw new Error(`No end of parentheses in ${this.tokens.join(' ')}`);
      return inside;
    }
    return Number(this.tokens[this.at++]);
  }

  private takes(sign: string): boolean {
    if (this.tokens[this.at] !== sign) return false;
    this.at++;
    return true;
  }
}

function reckoned(text: string, language: Language): number {
  const plain = text.replaceAll('\u00A0', '');
  const tokens = (language === 'sv' ? plain.replaceAll(',', '.') : plain).match(
    /[()+−×/]|\d[\d.]*(?:e[+-]\d+)?/g,
  );
  return new Calculator(tokens ?? []).sum();
}

/** What a printed line says: what its left side gives, how it is related to the right one, and that. */
export function readStep(
  { text }: ArithmeticStep,
  language: Language,
): { left: number; sign: string; right: number } {
  const [, left = '', sign = '', right = ''] = /^(.*) ([=≈→]) (.*)$/.exec(text[language]) ?? [];
  return { left: reckoned(left, language), sign, right: reckoned(right, language) };
}
