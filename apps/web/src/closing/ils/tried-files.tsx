import { formatCount } from '#core';
import type { MadeExport } from '../calls.js';
import { CLOSING } from '../words.js';
import { saveBytes } from '../../api/save-file.js';

/** What a check before the export found, and the files as they would be. */
export function TriedFiles({ tried }: { readonly tried: MadeExport }) {
  const { values, edition, contents = [], files } = tried;
  return (
    <div className="tried">
      <p>
        {CLOSING.preFlightOk} {formatCount(values)} värden.
      </p>
      {edition === 'live' && <p>{CLOSING.fromOpen}</p>}
      <ul className="ways">
        {contents.map(({ name, base64 }) => (
          <li key={name}>
            <button
              type="button"
              className="button quiet small"
              onClick={() => {
                const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
                saveBytes(name, new Blob([bytes], { type: typeOf(files, name) }));
              }}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function typeOf(files: MadeExport['files'], name: string): string {
  return files.find((file) => file.name === name)?.mediaType ?? 'application/octet-stream';
}
