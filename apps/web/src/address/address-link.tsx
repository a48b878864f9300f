import type { ReactNode } from 'react';
import { type Address, writeAddress } from './address.js';
import { PageLink } from './page-link.js';

interface Props {
  readonly to: Address;
  readonly go: (to: Address) => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link to another scorecard. */
export function AddressLink({ to, go, className, children }: Props) {
  return (
    <PageLink
      href={writeAddress(to)}
      className={className}
      go={() => {
        go(to);
      }}
    >
      {children}
    </PageLink>
  );
}
