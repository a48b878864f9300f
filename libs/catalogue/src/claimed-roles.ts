import { type Catalogue } from './catalogue.js';
import { IS_ROLE } from './shapes.js';
import { type ClaimRule } from './sign-in.js';

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** A claim by its name, or by the way to it. */
export function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Claims)[step];
  }
  return at;
}

type Rule = Pick<ClaimRule, keyof ClaimRule>;

function textsOf(claim: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => typeof value === 'string');
}

function rolesBy({ value, pattern, roles }: Rule, text: string): string[] {
  if (pattern === undefined) return text === value ? [...roles] : [];
  const match = new RegExp(`^(?:${pattern})$`, 'u').exec(text);
  if (!match) return [];
  return roles.map((role) =>
    role.replace(/\$([1-9])/g, (_, group: string) => (match[Number(group)] ?? '').toLowerCase()),
  );
}

/**
 * The roles that a person's claims give by some rules, each once. What a pattern makes of a claim counts only when it is a
 * role, and of a unit that there is.
 */
export function claimedRoles(
  rules: readonly Rule[],
  claims: Claims,
  { units }: Pick<Catalogue, 'units'>,
): string[] {
  const roles = rules.flatMap((rule) =>
    textsOf(claimOf(claims, rule.claim)).flatMap((text) => rolesBy(rule, text)),
  );
  const exists = (role: string): boolean =>
    IS_ROLE.test(role) && (!role.startsWith('unit:') || units.has(role.slice('unit:'.length)));
  return [...new Set(roles.filter(exists))];
}
