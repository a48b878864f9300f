import { type Status } from '#core';

/** How a value stands, for a terminal: a mark, and the word for it. */
export const STATUS: Readonly<Record<Status, string>> = {
  met: '● uppnått',
  near: '◐ nära',
  'not-met': '○ ej uppnått',
  accepted: '◇ godtagen avvikelse',
  informative: '· utan mål',
  'not-applicable': '– ej aktuellt',
  'not-provided': '? saknas',
  suppressed: '■ skyddad',
};
