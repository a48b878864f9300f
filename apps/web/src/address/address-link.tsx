import type { MouseEvent, ReactNode } from 'react';
import { type Address, writeAddress } from './address.js';

interface Props {
  readonly to: Address;
  readonly go: (to: Address) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link within the page; a click with a modifier does what the browser makes of it. */
export function AddressLink({ to, go, className, children }: Props) {
  function follow(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  }
  return (
    <a href={writeAddress(to)} onClick={follow} className={className}>
      {children}
    </a>
  );
}
