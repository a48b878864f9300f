const MOVED = 'perspektiv:moved';

/** Tells when the address has changed: by the reader's back and forward, or by {@link moveTo}. */
export function subscribeToMoves(moved: () => void): () => void {
  window.addEventListener('popstate', moved);
  window.addEventListener(MOVED, moved);
  return () => {
    window.removeEventListener('popstate', moved);
    window.removeEventListener(MOVED, moved);
  };
}

/** Goes to an address of ours, without loading anything. */
export function moveTo(address: string): void {
  window.history.pushState(null, '', address);
  window.dispatchEvent(new Event(MOVED));
}
