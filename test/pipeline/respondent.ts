/** Somebody who answers a survey with a browser that runs no scripts: pages are read, and forms are sent, as plain HTTP. */
export class Respondent {
  constructor(private readonly address: string) {}

  /** Opens a page. */
  async open(path: string): Promise<SurveyAnswer> {
    return answerOf(await fetch(`${this.address}${path}`, { redirect: 'manual' }));
  }

  /** Sends a form to an address. */
  async send(path: string, fields: Readonly<Record<string, string>>): Promise<SurveyAnswer> {
    const body = new URLSearchParams(fields);
    return answerOf(await fetch(`${this.address}${path}`, { method: 'POST', body, redirect: 'manual' }));
  }

  /** Opens a survey, fills it in and sends it, with the number in digits when it is asked for. */
  async answer(path: string, answers: Readonly<Record<string, number>>, more = {}): Promise<SurveyAnswer> {
    const page = await this.open(path);
    return page.status === 200 ? this.send(path, { ...filledIn(page.text, answers), ...more }) : page;
  }
}

export interface SurveyAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

async function answerOf(response: Response): Promise<SurveyAnswer> {
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const NUMBERS = ['ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio'];

/** What a form of ours sends when some questions are answered. */
export function filledIn(page: string, answers: Readonly<Record<string, number>>): Record<string, string> {
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const asked = /Skriv talet (\p{L}+) med siffror/u.exec(page)?.[1];
  return {
    ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
    ...Object.fromEntries(
      Object.entries(answers).map(([question, value]) => [`q.${question}`, String(value)]),
    ),
    webbplats: '',
    ...(asked === undefined ? {} : { tal: String(NUMBERS.indexOf(asked) + 1) }),
  };
}
