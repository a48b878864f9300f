/** Where somebody goes who did not say where to. */
const USUAL = '/lamna';
/** An origin that nobody has: a path that leads to another one leads away from us. */
const HERE = 'http://here.invalid';

/** The page to come back to after signing in: a path of our own pages, or the usual one instead of anything else. */
export function returnPathOf(asked: string | undefined): string {
  if (asked === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return USUAL;
  if (!URL.canParse(asked, HERE)) return USUAL;
  const { origin, pathname, search } = new URL(asked, HERE);
  const isPage =
    origin === HERE && !pathname.startsWith('//') && !/^\/(?:api|sign-in|sign-out)(?:\/|$)/.test(pathname);
  return isPage ? `${pathname}${search}` : USUAL;
}
