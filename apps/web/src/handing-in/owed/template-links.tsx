import { templateAddress } from '../calls.js';
import { HANDING_IN } from '../words.js';

/** The empty files of a data set, to fill in. */
export function TemplateLinks({ dataset, name }: { readonly dataset: string; readonly name: string }) {
  return (
    <span className="templates">
      <a href={templateAddress(dataset, 'csv')} download>
        CSV
        <span className="hidden">
          , {HANDING_IN.template}: {name}
        </span>
      </a>
    </span>
  );
}
