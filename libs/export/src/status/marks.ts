import { type Markup, markup } from '../markup.js';

/** The shapes of the states, drawn once and used by reference; each is another shape, not only another colour. */
export function marks(): Markup {
  return markup`<svg width="0" height="0" class="hidden" aria-hidden="true" focusable="false"><defs>
<symbol id="mark-up" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="currentColor"/><path d="M5.5 10.5l3 3 6-7" fill="none" stroke="var(--card)" stroke-width="2.2"/></symbol>
<symbol id="mark-degraded" viewBox="0 0 20 20"><path d="M10 1l9.5 17h-19z" fill="currentColor"/><path d="M10 7v5m0 2v2" fill="none" stroke="var(--card)" stroke-width="2.2"/></symbol>
<symbol id="mark-down" viewBox="0 0 20 20"><path d="M6 1h8l5 5v8l-5 5H6l-5-5V6z" fill="currentColor"/><path d="M6.5 6.5l7 7m0-7l-7 7" fill="none" stroke="var(--card)" stroke-width="2.2"/></symbol>
<symbol id="mark-maintenance" viewBox="0 0 20 20"><rect x="1" y="1" width="18" height="18" rx="3" fill="currentColor"/><path d="M5 7h10M5 10h10M5 13h6" fill="none" stroke="var(--card)" stroke-width="2"/></symbol>
<symbol id="mark-unknown" viewBox="0 0 20 20"><circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2"/><path d="M7.4 7.6a2.6 2.6 0 1 1 3.6 2.6c-.8.4-1 .8-1 1.6m0 1.6v1.6" fill="none" stroke="currentColor" stroke-width="1.8"/></symbol>
<symbol id="mark-unmeasured" viewBox="0 0 20 20"><circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M6 10h8" stroke="currentColor" stroke-width="2"/></symbol>
</defs></svg>`;
}
