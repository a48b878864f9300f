import { type LocalizedText, messageOf } from '#core';
import { Controller, Get, HttpCode, Logger, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Callers } from '../callers.js';
import { tellAudit } from '../doors/audit-trail.js';
import { IdProvider, NotSignedIn } from '../sign-in/id-provider.js';
import { returnPathOf } from '../sign-in/return-path.js';
import { Sessions, type SigningIn } from '../sign-in/sessions.js';
import { Answers } from './answers.js';

/** Whether people can sign in here, and whether this browser has. */
export interface SignInAnswer {
  /** The id-portal; `null` where only tokens are good. */
  readonly provider: { readonly button: LocalizedText; readonly address: string } | null;
  readonly signedIn: boolean;
}

/** Why somebody came back without a session; the page has words for each. */
type Setback = 'unavailable' | 'interrupted' | 'failed' | 'no-role';

/** A session's cookie and whose it is, or why there is none. */
type Outcome =
  { readonly session: string; readonly by: string } | { readonly setback: Setback; readonly cause?: unknown };

/** Signing in at the id-portal and out again, for browsers: every step is a redirect, and leads back to a page of ours. */
@ApiTags('access')
@Controller()
export class SignInController {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly callers: Callers,
    private readonly idProvider: IdProvider,
    private readonly sessions: Sessions,
  ) {}

  @Get('api/v1/sign-in')
  @ApiOperation({ summary: 'Whether people can sign in here, and whether this browser has' })
  @Answers('SignInAnswer')
  async state(@Req() request: FastifyRequest): Promise<SignInAnswer> {
    const { signIn } = this.idProvider;
    return {
      provider: signIn ? { button: signIn.button, address: '/sign-in' } : null,
      signedIn: (await this.sessions.callerOf(request)) !== null,
    };
  }

  @Get('sign-in')
  @ApiExcludeEndpoint()
  async begin(@Query('return') asked: unknown, @Res() reply: FastifyReply): Promise<void> {
    const returnPath = returnPathOf(typeof asked === 'string' ? asked : undefined);
    if (!this.idProvider.signIn) {
      lead(reply, returnPath);
      return;
    }
    try {
      const { address, signingIn } = await this.idProvider.begin(returnPath);
      lead(reply, address, [await this.sessions.remembered(signingIn)]);
    } catch (error) {
      lead(reply, this.setBack('unavailable', returnPath, error));
    }
  }

  @Get('sign-in/answer')
  @ApiExcludeEndpoint()
  async answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const signingIn = await this.sessions.signingIn(request);
    const outcome = signingIn
      ? await this.outcomeOf(request.url, signingIn)
      : ({ setback: 'interrupted' } as const);
    const returnPath = signingIn?.returnPath ?? '/lamna';
    const forgotten = this.sessions.forgotten();
    if ('setback' in outcome) {
      tellAudit(request, { isChange: true, status: 401, code: `sign-in/${outcome.setback}` });
      lead(reply, this.setBack(outcome.setback, returnPath, outcome.cause), [forgotten]);
    } else {
      tellAudit(request, { isChange: true, status: 200, by: outcome.by });
      lead(reply, returnPath, [outcome.session, forgotten]);
    }
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiExcludeEndpoint()
  async end(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ continueAt: string | null }> {
    const wasSignedIn = await this.sessions.end(request);
    void reply.header('set-cookie', this.sessions.ended());
    return { continueAt: wasSignedIn ? await this.idProvider.endAddress('/lamna') : null };
  }

  private async outcomeOf(answer: string, signingIn: SigningIn): Promise<Outcome> {
    try {
      const caller = this.callers.ofClaims(await this.idProvider.finish(answer, signingIn));
      const session = caller && (await this.sessions.begun(caller));
      return session ? { session, by: caller.id } : { setback: 'no-role' };
    } catch (cause) {
      const isDown = cause instanceof NotSignedIn && cause.reason === 'unavailable';
      return { setback: isDown ? 'unavailable' : 'failed', cause };
    }
  }

  private setBack(setback: Setback, returnPath: string, error?: unknown): string {
    if (error !== undefined) {
      const cause = error instanceof NotSignedIn ? error.cause : error;
      this.logger.warn(`nobody was signed in (${setback}): ${messageOf(cause)}`);
    }
    const separator = returnPath.includes('?') ? '&' : '?';
    return `${returnPath}${separator}sign-in=${setback}`;
  }
}

function lead(reply: FastifyReply, address: string, cookies: readonly string[] = []): void {
  void reply
    .status(303)
    .header('location', address)
    .header('cache-control', 'no-store')
    .header('set-cookie', [...cookies])
    .send();
}
