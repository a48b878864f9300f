import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const USER = 'perspektiv';
const PASSWORD = 'limenyckel';

interface Call {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** A submitted answer of the survey of employees. */
export interface LimeAnswer {
  readonly submitted: string;
  readonly useful: number | '';
  readonly skills: number | '';
}

/**
 * A stand-in for LimeSurvey's RemoteControl 2, which cannot be had here. It answers as `remotecontrol_handle` of
 * github.com/LimeSurvey/LimeSurvey does: everything with HTTP 200, refusals as `{status}`, exports in base64, and a session that
 * ends when it is told to, or by itself.
 */
export class LimeSurveyStandIn {
  /** Number of a survey → its answers; none: it has no table of answers. */
  readonly surveys = new Map<number, readonly LimeAnswer[] | null>();
  /** Surveys that the user may not export. */
  readonly closed = new Set<number>();
  /** Sessions that have begun and not ended. */
  readonly sessions = new Set<string>();
  /** So many exports are answered with "Invalid session key", as when the session is old. */
  forgets = 0;
  /** What is left of an export's base64. */
  cut: number | null = null;
  /** RemoteControl is turned off: every address shows a page. */
  isOff = false;
  private begun = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<LimeSurveyStandIn> {
    const server = createServer();
    const standIn = new LimeSurveyStandIn(server);
    server.on('request', (request, response) => {
      standIn.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/index.php/admin/remotecontrol`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((settle) => this.server.close(settle));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (this.isOff) {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>LimeSurvey</title>');
      return;
    }
    const call = JSON.parse(body) as Call;
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id: 1, result: this.resultOf(call), error: null }));
  }

  private resultOf({ method, params }: Call): unknown {
    const [first, second] = params;
    if (method === 'get_session_key') {
      if (first !== USER || second !== PASSWORD) return { status: 'Invalid user name or password' };
      const key = String((this.begun += 1)).padStart(32, 'k');
      this.sessions.add(key);
      return key;
    }
    if (method === 'release_session_key') {
      this.sessions.delete(String(first));
      return 'OK';
    }
    if (this.forgets > 0) {
      this.forgets -= 1;
      this.sessions.delete(String(first));
    }
    if (!this.sessions.has(String(first))) return { status: 'Invalid session key' };
    return this.told(method, Number(second));
  }

  private told(method: string, survey: number): unknown {
    const answers = this.surveys.get(survey);
    if (this.closed.has(survey)) return { status: 'No permission' };
    if (answers === undefined) return { status: 'Error: Invalid survey ID' };
    if (answers === null) return { status: 'No Data, survey table does not exist.' };
    if (method === 'get_summary') return String(answers.length);
    const rows = answers.map(
      ({ submitted, useful, skills }, place) =>
        `"${place + 1}","${submitted}","2","sv","hemlig-${place}","192.0.2.7","${useful}","${skills}"`,
    );
    const csv = [
      '"id","submitdate","lastpage","startlanguage","token","ipaddr","ITNYTTA","DIGKOMP"',
      ...rows,
    ];
    const packed = Buffer.from(`\ufeff${csv.join('\r\n')}\r\n`).toString('base64');
    return this.cut === null ? packed : packed.slice(0, this.cut);
  }
}
