import { formatCount } from '#core';
import { type ChangeEvent, type DragEvent, type RefObject, useId, useState } from 'react';
import { HANDING_IN } from '../words.js';

interface Props {
  readonly file: File | null;
  readonly choose: (file: File) => void;
  /** The field itself, for those who lead the reader to it. */
  readonly field: RefObject<HTMLInputElement | null>;
}

const KIBIBYTE = 1024;

function sizeText(bytes: number): string {
  if (bytes < KIBIBYTE) return `${bytes} byte`;
  if (bytes < KIBIBYTE ** 2) return `${formatCount(Math.round(bytes / KIBIBYTE))} kB`;
  return `${formatCount(Math.round((bytes / KIBIBYTE ** 2) * 10) / 10)} MB`;
}

/** Where a file is dropped, or chosen with mouse or keyboard. */
export function DropZone({ file, choose, field }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) choose(dropped);
  }

  function pick(event: ChangeEvent<HTMLInputElement>) {
    const picked = event.target.files?.[0];
    if (picked) choose(picked);
    // So that the same file, corrected, can be chosen again.
    event.target.value = '';
  }

  return (
    <div
      className={`drop-zone${over ? ' over' : ''}${file ? ' has-file' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      {file ? (
        <p className="chosen-file">
          <span className="hidden">{HANDING_IN.chosenFile}: </span>
          <strong>{file.name}</strong> <span className="soft">{sizeText(file.size)}</span>
        </p>
      ) : (
        <p>
          <strong>{HANDING_IN.drop}</strong> <span className="soft">{HANDING_IN.orChoose}</span>
        </p>
      )}
      <div className="file-field">
        <input id={id} ref={field} type="file" aria-describedby={`${id}-kinds`} onChange={pick} />
        <label htmlFor={id} className="button quiet">
          {file ? HANDING_IN.changeFile : HANDING_IN.chooseFile}
        </label>
      </div>
      <p id={`${id}-kinds`} className="field-hint">
        {HANDING_IN.fileKinds}
      </p>
    </div>
  );
}
