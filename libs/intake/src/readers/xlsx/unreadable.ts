import { type Details, type Fault, type ProblemCode, fileFault } from '../../problem-codes.js';

/**
 * Thrown inside the reading of a workbook, where a stream must be stopped half-way, and caught where the reading began:
 * it carries what is told to whoever handed the file in.
 */
export class UnreadableWorkbook extends Error {
  readonly fault: Fault;

  constructor(code: ProblemCode, details: Details = {}) {
    super(code);
    this.name = 'UnreadableWorkbook';
    this.fault = fileFault(code, details);
  }
}

/** The file is not as its format says; `reason` is for whoever looks into it, in the program's own language. */
export function damaged(reason: string): UnreadableWorkbook {
  return new UnreadableWorkbook('workbook-damaged', { reason });
}
