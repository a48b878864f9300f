import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the stand-in knows and how it misbehaves. */
interface Installation {
  /** External codes of departments, measures and columns. */
  readonly departments: readonly string[];
  readonly measures: readonly string[];
  readonly columns: readonly string[];
  /** Cells that keep what they hold, `unit measure column`. */
  readonly locked?: readonly string[];
}

const SECRET = 'hemligheten';

/**
 * A stand-in for the steering system's API, which cannot be had here. It behaves as the vendor's public client
 * `stratsys/Stratsys.Apis.v1` shows: every answer is `{Result, Success, Message}`, unknown objects come with HTTP 400, a locked
 * cell answers success with the value that it holds, and null clears.
 */
export class StratsysStandIn {
  /** `unit measure column date` → what stands there. */
  readonly values = new Map<string, number | null>();
  /** How many values were put. */
  puts = 0;
  /** Answers 503 to so many of the next calls. */
  failing = 0;

  private constructor(
    private readonly server: Server,
    private readonly installation: Installation,
  ) {}

  static async start(installation: Installation): Promise<StratsysStandIn> {
    const server = createServer();
    const standIn = new StratsysStandIn(server, installation);
    server.on('request', (request, response) => {
      standIn.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    return standIn;
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/api/v1`;
  }

  get tokenUrl(): string {
    return `http://127.0.0.1:${this.port}/token`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((settle) => this.server.close(settle));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const url = new URL(request.url ?? '/', this.url);
    if (this.failing > 0) {
      this.failing -= 1;
      tell(response, 503, {});
    } else if (url.pathname === '/token') {
      const isKnown = new URLSearchParams(body).get('client_secret') === SECRET;
      tell(response, isKnown ? 200 : 401, isKnown ? { access_token: 'nyckel' } : {});
    } else if (request.headers.authorization !== 'Bearer nyckel') {
      tell(response, 401, {});
    } else {
      this.serve(url, { method: request.method, body }, response);
    }
  }

  private serve(
    { pathname, searchParams }: URL,
    { method, body }: { readonly method: string | undefined; readonly body: string },
    response: ServerResponse,
  ): void {
    const path = pathname.replace('/api/v1/', '');
    const [, type] = /^idmappings\/filter\/(\w+)$/.exec(path) ?? [];
    if (type) told(response, this.mappings(type, searchParams.get('externalId') ?? ''));
    else if (path === 'kpis/filter') told(response, this.kpis(searchParams));
    else if (path === 'kpidata' && method === 'PUT') this.put(JSON.parse(body) as KpiData, response);
    else tell(response, 404, {});
  }

  private mappings(type: string, externalId: string): object[] {
    const { departments, measures, columns } = this.installation;
    const known: Readonly<Record<string, readonly string[]>> = {
      Department: departments,
      KpiTemplate: measures,
      Column: columns,
    };
    if (!known[type]?.includes(externalId)) return [];
    return [{ InternalId: `i-${externalId}`, ExternalId: externalId }];
  }

  private kpis(query: URLSearchParams): object[] {
    const [template, department] = [query.get('kpiTemplateId'), query.get('departmentId')];
    return [{ Id: `${template ?? ''}@${department ?? ''}`, DepartmentId: department }];
  }

  private put(
    { KpiId, DepartmentId, KpiColumnId, Date: date, Value }: KpiData,
    response: ServerResponse,
  ): void {
    this.puts += 1;
    const external = (id: string): string => id.replace(/^i-/, '').replace(/@.*$/, '');
    const place = [DepartmentId, KpiId, KpiColumnId].map(external).join(' ');
    const key = `${place} ${date}`;
    if (!this.installation.locked?.includes(place)) this.values.set(key, Value);
    told(response, this.values.get(key) ?? null);
  }
}

interface KpiData {
  readonly KpiId: string;
  readonly DepartmentId: string;
  readonly KpiColumnId: string;
  readonly Date: string;
  readonly Value: number | null;
}

function told(response: ServerResponse, Result: unknown): void {
  tell(response, 200, { Result, Success: true, Message: null });
}

function tell(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
}
