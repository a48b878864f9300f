import { type Catalogue } from './catalogue.js';
import { type Principal } from './entries.js';

/** Whose token it is, by its SHA-256 in lower-case hexadecimal; `null` when it is nobody's. */
export function principalByTokenHash(catalogue: Catalogue, tokenSha256: string): Principal | null {
  for (const principal of catalogue.principals.values()) {
    if (principal.tokenSha256 === tokenSha256) return principal;
  }
  return null;
}
