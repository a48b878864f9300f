import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, didYouMean, faultAt } from './config-fault.js';

/** Public measures are measures. */
export function checkOpenData({ openData, measures }: ConfigContent): ConfigFault[] {
  if (!openData?.sound || !measures.whole) return [];
  const known = measures.entries.map(({ value }) => value.id);
  return (openData.value.measures ?? []).flatMap((id, i) =>
    known.includes(id)
      ? []
      : [
          faultAt(
            openData.at('measures', i),
            `There is no measure "${id}".`,
            didYouMean(suggest(id, known), known),
          ),
        ],
  );
}
