import { type LocalizedText, faultInWords } from '#core';
import { type OutgoingClient } from '#outgoing';
import { type IlsCell } from '../ils/ils-cells.js';
import { type CarriedValue, CarryFailure, type ValueCarrier } from './carrier.js';

/** Where the API is, and how tokens are had. */
export interface StratsysAddress {
  /** Before `/kpidata`: `https://www.stratsys.se/api/v1`. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Every answer has this shape; what is unknown comes with HTTP 400 and a message. */
interface Answer {
  readonly Result: unknown;
  readonly Success: boolean;
  readonly Message: string | null;
}

interface Mapping {
  readonly InternalId: string;
  readonly ExternalId: string;
}

interface Kpi {
  readonly Id: string;
  readonly DepartmentId: string;
}

type MappingType = 'Department' | 'Column' | 'KpiTemplate';

/** Where a cell stands at the receiver, by its own ids. */
interface Place {
  readonly KpiId: string;
  readonly DepartmentId: string;
  readonly KpiColumnId: string;
}

/**
 * The steering system's own API (`stratsys/Stratsys.Apis.v1`): one value a call. Success says nothing: a locked cell answers
 * success with the old value, so what comes back is compared with what was sent.
 */
export class StratsysApi implements ValueCarrier {
  readonly carries = 'values';

  constructor(
    private readonly address: StratsysAddress,
    private readonly outgoing: OutgoingClient,
  ) {}

  async carry(cells: readonly IlsCell[]): Promise<CarriedValue[]> {
    const session = new Session(this.address, this.outgoing, await this.token());
    const carried: CarriedValue[] = [];
    for (const cell of cells) carried.push(await session.carry(cell)); // one a call, in order: a parent follows its children
    return carried;
  }

  private async token(): Promise<string> {
    const { tokenUrl, clientId, clientSecret } = this.address;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await asked(tokenUrl, () =>
      this.outgoing.fetch(tokenUrl, { method: 'POST', body, redirect: 'error' }),
    );
    const content: unknown = await answer.json().catch(() => null);
    const token = fieldOf(content, 'access_token');
    if (answer.ok && typeof token === 'string') return token;
    throw new CarryFailure(answer.status >= 500 ? 'passing' : 'lasting', {
      sv: `${tokenUrl} gav ingen behörighet: HTTP ${answer.status}. Kontrollera clientId och clientSecret i ils.yaml.`,
      en: `${tokenUrl} gave no token: HTTP ${answer.status}. Check clientId and clientSecret in ils.yaml.`,
    });
  }
}

/** One delivery: what the receiver calls things is asked once. */
class Session {
  private readonly ids = new Map<string, Promise<string | null>>();
  private readonly kpis = new Map<string, Promise<readonly Kpi[]>>();

  constructor(
    private readonly address: StratsysAddress,
    private readonly outgoing: OutgoingClient,
    private readonly token: string,
  ) {}

  async carry(cell: IlsCell): Promise<CarriedValue> {
    const sent = cell.value;
    const place = await this.placeOf(cell);
    if (typeof place === 'string') return { cell, sent, returned: null, outcome: 'refused', message: place };
    const value = typeof sent === 'string' ? Number(sent) : sent;
    if (Number.isNaN(value)) {
      const message = `Koden ${String(sent)} är inget tal, och mottagaren tar bara emot tal: skriv statuskoderna i ils.yaml som tal.`;
      return { cell, sent, returned: null, outcome: 'refused', message };
    }
    const answer = await this.call('PUT', 'kpidata', { ...place, Date: cell.date, Value: value });
    if (!answer.Success) {
      return { cell, sent, returned: null, outcome: 'refused', message: answer.Message ?? 'Success: false' };
    }
    const returned = valueIn(answer.Result);
    const isStored = returned === value;
    const message = isStored
      ? null
      : `Skickade ${String(value)}, fick tillbaka ${String(returned)}: cellen är låst.`;
    return { cell, sent, returned, outcome: isStored ? 'stored' : 'locked', message };
  }

  /** The receiver's ids of a cell, or what it does not know. */
  private async placeOf({ unitCode, measureCode, columnCode }: IlsCell): Promise<Place | string> {
    const department = await this.idOf('Department', unitCode);
    if (department === null) return `Enheten ${unitCode} är okänd eller tvetydig hos mottagaren.`;
    const column = await this.idOf('Column', columnCode);
    if (column === null) return `Kolumnen ${columnCode} är okänd eller tvetydig hos mottagaren.`;
    const template = await this.idOf('KpiTemplate', measureCode);
    if (template === null) return `Mätetalet ${measureCode} är okänt eller tvetydigt hos mottagaren.`;
    const kpis = await this.kpisOf(template, department);
    const [kpi] = kpis;
    if (!kpi || kpis.length > 1) {
      return `Mätetalet ${measureCode} finns ${kpis.length} gånger för enheten ${unitCode} hos mottagaren.`;
    }
    return { KpiId: kpi.Id, DepartmentId: department, KpiColumnId: column };
  }

  /** The one internal id that an external id is mapped to; `null` when there is none, or there are several. */
  private idOf(type: MappingType, externalId: string): Promise<string | null> {
    const key = `${type} ${externalId}`;
    const known = this.ids.get(key) ?? this.askId(type, externalId);
    this.ids.set(key, known);
    return known;
  }

  private async askId(type: MappingType, externalId: string): Promise<string | null> {
    const query = new URLSearchParams({ externalId }).toString();
    const { Result } = await this.call('GET', `idmappings/filter/${type}?${query}`);
    const mappings = (Array.isArray(Result) ? Result : []) as readonly Mapping[];
    const exact = mappings.filter((mapping) => mapping.ExternalId === externalId);
    return exact.length === 1 ? (exact[0]?.InternalId ?? null) : null;
  }

  private kpisOf(kpiTemplateId: string, departmentId: string): Promise<readonly Kpi[]> {
    const query = new URLSearchParams({ kpiTemplateId, departmentId }).toString();
    const known =
      this.kpis.get(query) ??
      this.call('GET', `kpis/filter?${query}`).then(({ Result }) =>
        ((Array.isArray(Result) ? Result : []) as readonly Kpi[]).filter(
          (kpi) => kpi.DepartmentId === departmentId,
        ),
      );
    this.kpis.set(query, known);
    return known;
  }

  private async call(method: 'GET' | 'PUT', path: string, content?: object): Promise<Answer> {
    const url = `${this.address.url.replace(/\/$/, '')}/${path}`;
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const body = content === undefined ? null : JSON.stringify(content);
    const answer = await asked(url, () =>
      this.outgoing.fetch(url, { method, headers, body, redirect: 'error' }),
    );
    const told: unknown = await answer.json().catch(() => null);
    if (answer.status === 400) return { Result: null, Success: false, Message: messageIn(told) };
    if (answer.ok && typeof fieldOf(told, 'Success') === 'boolean') return told as Answer;
    throw new CarryFailure(answer.status === 401 || answer.status === 403 ? 'lasting' : 'passing', {
      sv: `${url} svarade HTTP ${answer.status}.`,
      en: `${url} answered HTTP ${answer.status}.`,
    });
  }
}

async function asked(url: string, ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask();
  } catch (error) {
    const { sv, en } = faultInWords(error);
    const words: LocalizedText = { sv: `${url} svarar inte: ${sv}.`, en: `${url} does not answer: ${en}.` };
    throw new CarryFailure('passing', words, { cause: error });
  }
}

function fieldOf(content: unknown, name: string): unknown {
  return typeof content === 'object' && content !== null
    ? (content as Record<string, unknown>)[name]
    : undefined;
}

function messageIn(content: unknown): string {
  const message = fieldOf(content, 'Message');
  return typeof message === 'string' ? message : 'HTTP 400';
}

/** `Result` is the value that is stored now: bare, or in an object as it was sent. */
function valueIn(result: unknown): number | null {
  const value = typeof result === 'object' ? fieldOf(result, 'Value') : result;
  return typeof value === 'number' ? value : null;
}
