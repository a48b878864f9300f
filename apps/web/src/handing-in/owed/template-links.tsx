import { templateAddress } from '../calls.js';
import { HANDING_IN } from '../words.js';

const KINDS = [
  ['xlsx', 'Excel'],
  ['csv', 'CSV'],
] as const;

/** The empty files of a data set, to fill in. */
export function TemplateLinks({ dataset, name }: { readonly dataset: string; readonly name: string }) {
  return (
    <span className="templates">
      {KINDS.map(([kind, kindName]) => (
        <a key={kind} href={templateAddress(dataset, kind)} download>
          {kindName}
          <span className="hidden">
            , {HANDING_IN.template}: {name}
          </span>
        </a>
      ))}
    </span>
  );
}
