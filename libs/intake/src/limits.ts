import { type UploadRules } from '#catalogue';

/** How big a file may be; past these it is refused with a reason (formats.md, section 1). */
export interface UploadLimits {
  readonly maxBytes: number;
  /** Rows below the header. */
  readonly maxRows: number;
  readonly maxColumns: number;
  /** How many times its own size a packed file may grow to. */
  readonly maxZipRatio: number;
  /** How much a packed file may hold, whatever its own size is. */
  readonly maxUnpackedBytes: number;
}

export const DEFAULT_LIMITS: UploadLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxRows: 1_000_000,
  maxColumns: 10_000,
  maxZipRatio: 100,
  maxUnpackedBytes: 2 * 1024 * 1024 * 1024,
};

/** The limits as they are configured; the rest of them guard the program, not the city. */
export function limitsOf({ maxMiB, maxRows, maxZipRatio }: UploadRules): UploadLimits {
  return { ...DEFAULT_LIMITS, maxBytes: maxMiB * 1024 * 1024, maxRows, maxZipRatio };
}

/** A report lists this many problems and counts the rest. */
export const MAX_LISTED_PROBLEMS = 1000;
