import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '#core';
import { Perspektiv, ROLES, announceMonitor, leads, noteUnknownIds, withdrawMonitor } from '#pipeline';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { Callers } from './callers.js';
import { keepAuditTrail } from './doors/audit-trail.js';
import { guardEntrance } from './doors/entrance.js';
import { keepSessions } from './doors/going-on.js';
import { sendSafeHeaders } from './doors/headers.js';
import { receiveJson } from './doors/json-bodies.js';
import { Leaving } from './doors/leaving.js';
import { PATIENCE, limitBodies, limitCalls } from './doors/limits.js';
import { receiveSurveyForms } from './doors/survey-forms.js';
import { LocalAdmin } from './local-admin.js';
import { PinoLog } from './log.js';
import { MonitorModule, controllersOf } from './monitor.module.js';
import { serveOpenApi } from './open-api.js';
import { Sessions } from './sign-in/sessions.js';
import { serveWebPages } from './web-pages.js';

/** Sessions are sealed with a key made of it: a guessable secret is a guessable session. */
const SHORTEST_SECRET = 24;

/** Shorter answers are sent as they are. */
const PACKED_FROM = 1_024;

/** A calendar of planned work is small. */
const LARGEST_CALENDAR = 256 * 1024;

/** A monitor that runs. */
export interface Monitor {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  close(): Promise<void>;
}

async function createApp(perspektiv: Perspektiv): Promise<NestFastifyApplication> {
  const { settings, catalogue } = perspektiv;
  const logger = pino({ level: settings.logLevel });
  const adapter = new FastifyAdapter({
    ...PATIENCE,
    trustProxy: settings.trustedProxies ? [...settings.trustedProxies] : false,
    return503OnClosing: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(MonitorModule.of(perspektiv), adapter, {
    logger: new PinoLog(logger),
    abortOnError: false,
    bodyParser: false,
  });
  const callers = app.get(Callers);
  limitBodies(app);
  app.get(Leaving).watch(app);
  receiveJson(app);
  receiveSurveyForms(app);
  await sendSafeHeaders(app, settings.publicAddress?.startsWith('https:') ?? false);
  await limitCalls(app, {
    limits: catalogue.rules.limits,
    callers,
    behind: {
      isPublic: settings.publicAddress !== undefined,
      isTrusting: settings.trustedProxies !== undefined,
    },
    hasAtHand: (period) => perspektiv.scoring.score.hasAtHand(period),
    logger: new Logger('limits'),
  });
  guardEntrance(app, { perspektiv, callers, controllers: controllersOf(perspektiv) });
  keepAuditTrail(app.getHttpAdapter().getInstance(), { perspektiv, callers, logger: new Logger('audit') });
  // After all that looks at answers. What is packed already, as the status page, stays as it is.
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: PACKED_FROM });
  keepSessions(app.getHttpAdapter().getInstance(), app.get(Sessions));
  app.useBodyParser('text/calendar', { bodyLimit: LARGEST_CALENDAR });
  // How large a file may be is kept to where it is written down (arriving-files.ts).
  await app.register(multipart, { limits: { fileSize: Infinity, files: 2, fields: 10 } });
  if (settings.roles.has('serve')) {
    serveOpenApi(app, settings.version);
    await serveWebPages(app);
  }
  return app;
}

/** Why nobody could sign in as the config folder says: settings that are missing; `null` when all is there. */
function missingForSignIn({ settings, catalogue }: Perspektiv): string | null {
  if (!catalogue.signIn || !settings.roles.has('serve')) return null;
  if (settings.publicAddress === undefined) {
    return 'sign-in.yaml is there, but not the address that the id-portal leads back to: set PERSPEKTIV_PUBLIC_ADDRESS, for example https://perspektiv.example.se, or take the file away';
  }
  if ((settings.signInSecret ?? '').length >= SHORTEST_SECRET) return null;
  return `sign-in.yaml is there, but no secret of at least ${SHORTEST_SECRET} characters: set PERSPEKTIV_SIGN_IN_SECRET or PERSPEKTIV_SIGN_IN_SECRET_FILE, or take the file away`;
}

/** Why links that one process signs would be unknown to another; `null` when they would not. */
function missingForSharing({ settings, store }: Perspektiv): string | null {
  const isPartOfMany = store.membership !== null && settings.roles.size < ROLES.length;
  if (!isPartOfMany || !settings.roles.has('serve') || settings.linkSecretFile !== undefined) return null;
  return 'Several processes serve, and each would sign links with a secret of its own: set PERSPEKTIV_LINK_SECRET_FILE to one file with the same content for all of them';
}

/** Tells of ids that stored data names and the catalogue lacks; figures are served all the same (ADR 60). */
async function tellUnknownIds({ stage }: Perspektiv): Promise<void> {
  const logger = new Logger('catalogue');
  try {
    for (const text of await noteUnknownIds(stage)) logger.error(text);
  } catch (error) {
    logger.error(`what is stored could not be held against the catalogue: ${messageOf(error)}`);
  }
}

/** Starts the long-running program on an opened Perspektiv: doors open, probes running, found by the cli. */
export async function startMonitor(perspektiv: Perspektiv): Promise<Monitor> {
  const { settings } = perspektiv;
  const missing = missingForSignIn(perspektiv) ?? missingForSharing(perspektiv);
  if (missing !== null) throw new Error(missing);
  const app = await createApp(perspektiv);
  if (settings.roles.has('schedule')) {
    await tellUnknownIds(perspektiv);
    perspektiv.stage.config.whenTaken(() => {
      void tellUnknownIds(perspektiv); // nothing waits for it, and it throws nothing
    });
    perspektiv.alerting.alerts.checkSecrets();
    if (await leads(perspektiv)) await perspektiv.alerting.alerts.start();
  }
  await app.listen(settings.port, settings.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const address = `http://${host}:${port}`;
  if (settings.roles.has('collect')) await perspektiv.measuring.collect.start(Date.now());
  await announceMonitor(settings.dataFolder, { address, pid: process.pid, token: app.get(LocalAdmin).token });
  return {
    address,
    close: async () => {
      const leaving = app.get(Leaving);
      leaving.begin();
      await withdrawMonitor(settings.dataFolder);
      await Promise.all([perspektiv.measuring.handOver(), pause((settings.leaveSeconds ?? 0) * 1_000)]);
      await leaving.close(app);
      await perspektiv.close();
    },
  };
}
