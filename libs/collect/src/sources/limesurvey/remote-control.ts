import { isRecord, jsonIn } from '../json-answer.js';
import { type CollectContext } from '../source-collector.js';
import { SourceFailure, changedSource } from '../source-failure.js';
import { type LimeSurveyOptions } from './limesurvey-options.js';

/** LimeSurvey tells everything with HTTP 200; what it refuses is `{status}`, known by how it begins. */
export class LimeSurveyRefusal extends Error {
  constructor(readonly status: string) {
    super(status);
    this.name = 'LimeSurveyRefusal';
  }

  /** There are no answers yet. */
  get isEmpty(): boolean {
    return /^no data\b/i.test(this.status);
  }

  get isOfSession(): boolean {
    return /^invalid session key/i.test(this.status);
  }
}

/** A session of RemoteControl 2, LimeSurvey's JSON-RPC (api.limesurvey.org, remotecontrol_handle). */
export class RemoteControl {
  private key: string | null = null;

  constructor(private readonly context: CollectContext<LimeSurveyOptions>) {}

  /** All submitted answers of a survey, as the bytes of a CSV file. Throws a `LimeSurveyRefusal` when there is none. */
  async submittedAnswers(survey: number): Promise<Uint8Array> {
    const asked = [survey, 'csv', null, 'complete', 'code', 'short'];
    const text = await this.inSession('export_responses', asked);
    if (typeof text === 'string' && isBase64(text)) return Buffer.from(text, 'base64');
    throw changedSource(
      `LimeSurvey svarar inte med en fil när enkät ${survey} exporteras.`,
      `LimeSurvey does not answer with a file when survey ${survey} is exported.`,
    );
  }

  /** How many answers were submitted. Throws a `LimeSurveyRefusal` when there can be none. */
  async submittedCount(survey: number): Promise<number> {
    const count = await this.inSession('get_summary', [survey, 'completed_responses']);
    if (/^\d+$/.test(String(count))) return Number(count);
    throw changedSource(
      `LimeSurvey säger inte hur många som svarat på enkät ${survey}.`,
      `LimeSurvey does not tell how many have answered survey ${survey}.`,
    );
  }

  /** Ends the session, as far as it can be. */
  async release(): Promise<void> {
    if (this.key === null) return;
    const key = this.key;
    this.key = null;
    await this.call('release_session_key', [key]).catch(() => undefined); // it ends by itself, later
  }

  /** Sessions end when they are old: then one more is begun. */
  private async inSession(method: string, parameters: readonly unknown[]): Promise<unknown> {
    this.key ??= await this.logIn();
    try {
      return await this.call(method, [this.key, ...parameters]);
    } catch (thrown) {
      if (!(thrown instanceof LimeSurveyRefusal) || !thrown.isOfSession) throw thrown;
      this.key = await this.logIn();
      return this.call(method, [this.key, ...parameters]);
    }
  }

  private async logIn(): Promise<string> {
    const { options, secretOf } = this.context;
    try {
      const key = await this.call('get_session_key', [options.user, secretOf(options.password)]);
      if (typeof key === 'string' && key !== '') return key;
    } catch (thrown) {
      if (!(thrown instanceof LimeSurveyRefusal)) throw thrown;
      const sv = `LimeSurvey släpper inte in användaren ${options.user}: ${thrown.status}.`;
      const en = `LimeSurvey does not let the user ${options.user} in: ${thrown.status}.`;
      throw new SourceFailure('source-forbids', { sv, en });
    }
    throw changedSource('LimeSurvey ger ingen sessionsnyckel.', 'LimeSurvey gives no session key.');
  }

  private async call(method: string, params: readonly unknown[]): Promise<unknown> {
    const { bytes } = await this.context.ask(this.context.options.address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method, params, id: 1 }),
    });
    const { result, error } = answerIn(bytes);
    if (typeof error === 'string' && error !== '') throw new LimeSurveyRefusal(error);
    if (isRecord(result) && typeof result.status === 'string') throw new LimeSurveyRefusal(result.status);
    return result;
  }
}

/** RemoteControl is off until somebody turns it on, and answers with nothing, or with a page, until then. */
function answerIn(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const answer = jsonIn(bytes);
  if (isRecord(answer) && 'result' in answer) return answer;
  throw changedSource(
    'LimeSurvey svarar inte som RemoteControl 2 (JSON-RPC). Kontrollera adressen, och att gränssnittet är påslaget.',
    'LimeSurvey does not answer as RemoteControl 2 (JSON-RPC). Check the address, and that the interface is turned on.',
  );
}

/** Whether all of it is there: a text that was cut has another length. */
function isBase64(text: string): boolean {
  const packed = text.replaceAll(/\s/g, '');
  return packed !== '' && packed.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(packed);
}
