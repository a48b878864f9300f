import type { MouseEvent, ReactNode } from 'react';
import { moveTo } from './moving.js';

interface Props {
  /** A path of ours, with a query where one is needed. */
  readonly href: string;
  /** Whether it leads to the page that is shown. */
  readonly current?: boolean;
  readonly className?: string | undefined;
  /** Does the going; unless given, the address becomes `href`. */
  readonly go?: () => void;
  readonly children: ReactNode;
}

/** A link within these pages; a click with a modifier does what the browser makes of it. */
export function PageLink({ href, current = false, className, go, children }: Props) {
  function follow(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (go) go();
    else moveTo(href);
  }
  return (
    <a href={href} onClick={follow} className={className} aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
}
