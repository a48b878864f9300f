import { useAction } from '../api/use-action.js';
import { Fault } from '../notice/fault.js';
import { Panel } from '../panel/panel.js';
import { verifyChain } from './calls.js';
import { CHAIN_FAULT_WORDS, CLOSING, chainWords } from './words.js';

/** Recomputes every edition's checksum, and follows the chain. */
export function ChainSection() {
  const verifying = useAction(() => verifyChain());
  const { done, busy, problem, run } = verifying;
  return (
    <Panel title={CLOSING.chain}>
      <p className="soft">{CLOSING.chainIntro}</p>
      <button type="button" className="button quiet" aria-disabled={busy} onClick={() => void run(undefined)}>
        {CLOSING.verify}
      </button>
      <div role="status">
        {done?.faults.length === 0 && <p>{chainWords(done.editions)}</p>}
        {done && done.faults.length > 0 && (
          <ul className="fault">
            {done.faults.map(({ period, name, fault }) => (
              <li key={`${period} ${name}`}>
                {period} {name}: {CHAIN_FAULT_WORDS[fault]}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Fault problem={problem} />
    </Panel>
  );
}
