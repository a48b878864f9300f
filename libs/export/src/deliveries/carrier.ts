import { type LocalizedText } from '#core';
import { type IlsCell } from '../ils/ils-cells.js';

/** A file on its way out. */
export interface Parcel {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What was found at the receiver after a file was carried there. */
export interface CarriedFile {
  /** Path or address. */
  readonly place: string;
  readonly bytes: number;
  /** Of what was read back, hexadecimal; `null` when the receiver lets nothing be read, or has taken the file already. */
  readonly sha256: string | null;
}

/** How one value fared: what comes back other than it was sent is not delivered. */
export interface CarriedValue {
  readonly cell: IlsCell;
  readonly sent: number | string | null;
  readonly returned: number | string | null;
  readonly outcome: 'stored' | 'locked' | 'refused';
  readonly message: string | null;
}

/** Brings a file to a receiver: there is either all of it or nothing of it. Throws a {@link CarryFailure}. */
export interface FileCarrier {
  readonly carries: 'files';
  carry(parcel: Parcel): Promise<CarriedFile>;
}

/** Tells a receiver values, one by one; `null` clears. Throws a {@link CarryFailure} when it cannot be asked at all. */
export interface ValueCarrier {
  readonly carries: 'values';
  carry(cells: readonly IlsCell[]): Promise<CarriedValue[]>;
}

export type Carrier = FileCarrier | ValueCarrier;

/** Why nothing arrived: `passing` is tried again, `lasting` needs somebody who mends it. */
export class CarryFailure extends Error {
  constructor(
    readonly nature: 'passing' | 'lasting',
    readonly words: LocalizedText,
    options?: ErrorOptions,
  ) {
    super(words.en, options);
    this.name = 'CarryFailure';
  }
}
