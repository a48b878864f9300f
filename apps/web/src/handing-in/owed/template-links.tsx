import type { MouseEvent } from 'react';
import { saveFile } from '../../api/save-file.js';
import { templateAddress } from '../calls.js';
import { HANDING_IN } from '../words.js';

const KINDS = [
  ['xlsx', 'Excel'],
  ['csv', 'CSV'],
] as const;

interface Props {
  readonly dataset: string;
  readonly name: string;
  /** Whom and when they are filled in for; absent: they are empty. */
  readonly filledFor?: { readonly unit: string; readonly period: string };
}

/** The files of a data set to fill in. */
export function TemplateLinks({ dataset, name, filledFor }: Props) {
  /** A link cannot show who asks: then the file is fetched, and the empty one is there if that fails. */
  function fetchFile(event: MouseEvent, kind: 'csv' | 'xlsx') {
    if (!filledFor) return;
    event.preventDefault();
    const path = templateAddress(dataset, kind, filledFor).replace('/api/v1/', '');
    void saveFile(path, `${dataset}-${filledFor.unit}-${filledFor.period}.${kind}`).then((saved) => {
      if (!saved.ok) window.location.assign(templateAddress(dataset, kind));
    });
  }

  return (
    <span className="templates">
      {KINDS.map(([kind, kindName]) => (
        <a
          key={kind}
          href={templateAddress(dataset, kind, filledFor)}
          download
          onClick={(event) => {
            fetchFile(event, kind);
          }}
        >
          {kindName}
          <span className="hidden">
            , {HANDING_IN.template}: {name}
          </span>
        </a>
      ))}
    </span>
  );
}
