import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const TOKEN = 'matomonyckel';

/** What a site counts in a month. */
export interface SiteMonth {
  readonly visits: number;
  /** Goal → conversions, and visits that had any. */
  readonly goals?: Readonly<Record<number, readonly [conversions: number, visits: number]>>;
  /** Action of events → events, and visits that had any. */
  readonly events?: Readonly<Record<string, readonly [events: number, visits: number]>>;
}

/**
 * A stand-in for Matomo's Reporting API, which cannot be had here. It answers as developer.matomo.org/api-reference/reporting-api
 * tells: the token is in the body, errors come as `{result: "error"}` with HTTP 200, an empty report is `[]`, shares are texts
 * such as "60 %", and `API.getBulkRequest` answers in the order of its questions.
 */
export class MatomoStandIn {
  /** `site month` → what it counted; a site that is not there is refused. */
  readonly months = new Map<string, SiteMonth>();
  readonly sites = new Set<number>();
  /** Leaves out the last answer of a bulk. */
  dropsAnswers = false;
  /** Statuses that the next calls get. */
  readonly failing: number[] = [];
  calls = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<MatomoStandIn> {
    const server = createServer();
    const standIn = new MatomoStandIn(server);
    server.on('request', (request, response) => {
      standIn.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((settle) => this.server.close(settle));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.calls += 1;
    const asked = new URLSearchParams(await text(request));
    const status = this.failing.shift();
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(this.answerTo(asked)));
  }

  private answerTo(asked: URLSearchParams): unknown {
    if (asked.get('token_auth') !== TOKEN)
      return { result: 'error', message: 'Unable to authenticate with the provided token.' };
    const urls = [...asked].flatMap(([name, value]) => (name.startsWith('urls[') ? [value] : []));
    const answers = urls.map((url) => this.report(new URLSearchParams(url)));
    return this.dropsAnswers ? answers.slice(0, -1) : answers;
  }

  private report(asked: URLSearchParams): unknown {
    const site = Number(asked.get('idSite'));
    if (!this.sites.has(site))
      return {
        result: 'error',
        message: `You can't access this resource as it requires 'view' access for the website id = ${site}.`,
      };
    const month = this.months.get(`${site} ${(asked.get('date') ?? '').slice(0, 7)}`);
    if (!month) return [];
    const { visits, goals = {}, events = {} } = month;
    switch (asked.get('method')) {
      case 'VisitsSummary.get':
        return { nb_visits: visits, nb_uniq_visitors: 0, bounce_rate: '60 %' };
      case 'Goals.get': {
        const [conversions, converted] = goals[Number(asked.get('idGoal'))] ?? [0, 0];
        return {
          nb_conversions: conversions,
          nb_visits_converted: String(converted),
          conversion_rate: '4.2 %',
        };
      }
      default:
        return Object.entries(events).map(([label, [nb_events, nb_visits]]) => ({
          label,
          nb_events,
          nb_visits,
        }));
    }
  }
}
