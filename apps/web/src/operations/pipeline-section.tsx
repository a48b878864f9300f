import { PageLink } from '../address/page-link.js';
import { PATHS } from '../address/use-path.js';
import { formatInstant } from '../format/instant.js';
import { Mark } from '../mark/mark.js';
import type { ChannelAnswer, FailureAnswer } from './calls.js';
import { CHANNEL_MARKS, OPERATIONS } from './words.js';

interface Props {
  readonly channels: readonly ChannelAnswer[];
  readonly failures: readonly FailureAnswer[];
}

function markOf({ failingSince, waiting }: ChannelAnswer) {
  if (failingSince !== null) return CHANNEL_MARKS.failing;
  return waiting > 0 ? CHANNEL_MARKS.waiting : CHANNEL_MARKS.well;
}

/** How the follow-up itself does: what of it fails or is set aside, and whether its alerts arrive. */
export function PipelineSection({ channels, failures }: Props) {
  return (
    <section className="panel" aria-labelledby="pipeline-heading">
      <h2 id="pipeline-heading">{OPERATIONS.pipeline}</h2>
      {failures.length === 0 && <p className="soft">{OPERATIONS.noFailures}</p>}
      <ul className="work">
        {failures.map(({ subject, text, since }) => (
          <li key={subject}>
            <Mark {...CHANNEL_MARKS.failing}>{OPERATIONS.setAside}</Mark>
            <span>{text.sv}</span>
            <span className="soft">
              {OPERATIONS.since} {formatInstant(since)}
            </span>
          </li>
        ))}
        {channels.map((each) => (
          <li key={each.channel}>
            <strong>{each.channel}</strong>
            <Mark {...markOf(each)}>{markOf(each).text}</Mark>
            <span className="soft">{OPERATIONS.ofMessages(each.waiting, each.givenUp)}</span>
            {each.failingSince !== null && (
              <span className="soft">
                {OPERATIONS.since} {formatInstant(each.failingSince)}
                {each.problem === null ? '' : `: ${each.problem}`}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p>
        <PageLink href={PATHS.collecting}>{OPERATIONS.collecting}</PageLink>
      </p>
    </section>
  );
}
