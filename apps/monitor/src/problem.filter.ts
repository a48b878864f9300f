import { type Language, PerspektivError, messageOf } from '#core';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { tellAudit } from './doors/audit-trail.js';
import { Problem } from './problem.js';
import { unknownPage } from './unknown-page.js';

/** Swedish unless the caller prefers English. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'sv';
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown) {
    return typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
  }
  return undefined;
}

/** Two changed the same slices, and the other was first. */
function changedMeanwhile(): Problem {
  return new Problem('upload/changed-meanwhile', {
    sv: 'Det som skulle ersättas har ändrats sedan du tittade på det. Ingenting av ditt sparades. Kontrollera igen och se vad som gäller nu.',
    en: 'What was to be replaced has changed since you looked at it. Nothing of yours was stored. Check again and see what holds now.',
  });
}

function tooLarge(): Problem {
  return new Problem('upload/too-large', {
    sv: 'Dela upp filen i flera, till exempel en per kvartal, och lämna dem var för sig.',
    en: 'Split the file, for instance one per quarter, and hand the parts in one by one.',
  });
}

function tooMuch(): Problem {
  return new Problem('request/too-large', {
    sv: 'Så mycket tas inte emot här. Dela upp det i flera anrop.',
    en: 'So much is not taken here. Split it into several calls.',
  });
}

/** What keeps a file from being read at all. */
function intakeProblem({ code, message }: PerspektivError): Problem {
  switch (code) {
    case 'intake/too-large':
      return tooLarge();
    case 'intake/stalled':
      return new Problem('upload/stalled', {
        sv: 'Filen slutade komma innan allt hade kommit. Ingenting sparades; försök igen.',
        en: 'The file stopped coming before all of it had come. Nothing was stored; try again.',
      });
    case 'intake/busy':
      return new Problem('upload/busy', {
        sv: 'Många lämnar filer just nu. Ingenting sparades; försök igen om en minut.',
        en: 'Many are handing in files just now. Nothing was stored; try again in a minute.',
      });
    default:
      return new Problem('request/malformed', { sv: message, en: message });
  }
}

/** What is told of an error that names itself; `null` when it should never have come so far. */
function expectedProblem(thrown: PerspektivError): Problem | null {
  const { code } = thrown;
  if (code === 'store/slice-changed') return changedMeanwhile();
  if (code.startsWith('intake/')) return intakeProblem(thrown);
  if (code === 'collect/busy') {
    const sv = 'Många skickar mätpunkter just nu. Ingenting sparades; skicka dem igen om en stund.';
    const en = 'Many are sending samples just now. Nothing was stored; send them again in a while.';
    return new Problem('samples/busy', { sv, en });
  }
  if (!code.startsWith('store/')) return null;
  const sv =
    'Uppgifterna går inte att läsa eller spara just nu. Ingenting har ändrats; försök igen om en stund.';
  const en = 'Data cannot be read or stored just now. Nothing was changed; try again in a while.';
  return new Problem('monitor/store-unavailable', { sv, en });
}

function problemOf(thrown: unknown, url: string): Problem {
  if (thrown instanceof Problem) return thrown;
  const expected = thrown instanceof PerspektivError ? expectedProblem(thrown) : null;
  if (expected) return expected;
  const status = statusOf(thrown);
  const text = { sv: messageOf(thrown), en: messageOf(thrown) };
  if (status === 404) return new Problem('request/unknown-path', text);
  if (status === 413) return url.startsWith('/api/v1/uploads') ? tooLarge() : tooMuch();
  if (status === 415) return new Problem('request/media-type', text);
  if (status !== undefined && status >= 400 && status < 500) return new Problem('request/malformed', text);
  return new Problem('monitor/internal', {
    sv: 'Felet är noterat. Försök igen; om det upprepas, hör av dig till uppföljningsgruppen.',
    en: 'The fault is logged. Try again; if it comes back, tell the follow-up team.',
  });
}

/** What the log may say of an address: one of a survey may hold somebody's link. */
function loggedPath({ url, routeOptions }: FastifyRequest): string {
  return url.startsWith('/enkat/') ? (routeOptions.url ?? '/enkat/') : url;
}

/** Whether somebody's browser asks for a page, and not a program for data. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/api/') && /\btext\/html\b/.test(headers.accept ?? '');
}

/** Every error leaves as problem details (RFC 9457); what is our fault is logged, and not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(thrown, request.url);
    tellAudit(request, { code: problem.code });
    if (problem.status >= 500) {
      const stack = thrown instanceof Error ? thrown.stack : messageOf(thrown);
      this.logger.error(`${request.method} ${loggedPath(request)}: ${stack ?? ''}`);
    }
    // The rest of the request may still be on its way: nothing else can be asked over this connection.
    if (problem.status === 408) void reply.header('connection', 'close');
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="perspektiv"');
    if (problem.code === 'request/unknown-path' && wantsPage(request)) {
      await reply
        .status(404)
        .type('text/html; charset=utf-8')
        .send(unknownPage(languageOf(request)));
      return;
    }
    await reply
      .status(problem.status)
      .type('application/problem+json')
      .send({ ...problem.details(languageOf(request)), instance: request.url });
  }
}
