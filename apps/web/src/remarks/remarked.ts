import { createContext } from 'react';

/** Told when somebody has said something beside the figures: they are then asked for anew. */
export const Remarked = createContext<() => void>(() => undefined);
