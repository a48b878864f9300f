import { type RefObject, useEffect, useRef } from 'react';

/** Leads the reader to what has just come: the focus goes to an element when it is drawn, and whenever `what` is another. */
export function useFocusOnArrival<T extends HTMLElement>(what: unknown): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    element.current?.focus();
  }, [what]);
  return element;
}
