import { type CollectContext, type Collected, type SourceCollector } from '../source-collector.js';
import { SourceFailure } from '../source-failure.js';
import { LimeSurveyOptions } from './limesurvey-options.js';
import { LimeSurveyRefusal, RemoteControl } from './remote-control.js';

type Context = CollectContext<LimeSurveyOptions>;

/** How many answers there were the last time. */
const ANSWERS = 'answers';

/**
 * Answers of a survey in a LimeSurvey, by RemoteControl 2: its export goes through the door as the same file does when somebody
 * uploads it. There it becomes counts; of who answered, and of free text, nothing is kept (docs/surveys.md).
 */
export const limeSurvey: SourceCollector<LimeSurveyOptions> = {
  id: 'limesurvey',
  version: 1,
  options: LimeSurveyOptions,
  monthByMonth: false,
  mayBeEmpty: false,
  async *collect(context): AsyncGenerator<Collected> {
    const { survey } = context.options;
    const remote = new RemoteControl(context);
    try {
      const count = await remote.submittedCount(survey);
      yield* fewer(count, context);
      if (count === 0) return;
      const bytes = await remote.submittedAnswers(survey);
      yield { kind: 'file', name: `results-survey${survey}.csv`, bytes, isDeliberate: false };
    } catch (thrown) {
      if (!(thrown instanceof LimeSurveyRefusal)) throw thrown;
      if (!thrown.isEmpty) throw refused(survey, thrown);
      yield* fewer(0, context);
    } finally {
      await remote.release();
    }
  },
};

/** Answers that were there and are not: somebody has deleted them, or the survey was begun anew. */
function* fewer(count: number, { memory, options: { survey } }: Context): Generator<Collected> {
  const before = Number(memory.get(ANSWERS) ?? 0);
  memory.set(ANSWERS, String(count));
  if (count >= before) return;
  const sv = `Enkät ${survey} har färre svar än förut: ${count} mot ${before}.`;
  const en = `Survey ${survey} has fewer answers than before: ${count}, and ${before} before.`;
  yield { kind: 'warning', code: 'answers-less', period: null, text: { sv, en } };
}

function refused(survey: number, { status }: LimeSurveyRefusal): SourceFailure {
  const sv = `LimeSurvey lämnar inte ut enkät ${survey}: ${status}.`;
  const en = `LimeSurvey does not hand survey ${survey} out: ${status}.`;
  return new SourceFailure('source-forbids', { sv, en });
}
