import { type AddressInfo } from 'node:net';
import { Perspektiv, announceMonitor, withdrawMonitor } from '#pipeline';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { LocalAdmin } from './local-admin.js';
import { PinoLog } from './log.js';
import { MonitorModule } from './monitor.module.js';
import { serveOpenApi } from './open-api.js';
import { serveWebPages } from './web-pages.js';

/** The largest file that is taken in (formats.md, section 1). */
const LARGEST_BODY = 64 * 1024 * 1024;

/** A calendar of planned work is small. */
const LARGEST_CALENDAR = 1024 * 1024;

/** A monitor that runs. */
export interface Monitor {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  close(): Promise<void>;
}

async function createApp(perspektiv: Perspektiv): Promise<NestFastifyApplication> {
  const { settings } = perspektiv;
  const logger = pino({ level: settings.logLevel });
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    trustProxy: false,
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(MonitorModule.of(perspektiv), adapter, {
    logger: new PinoLog(logger),
    abortOnError: false,
  });
  // Pages come from here alone; the API's own description page styles itself inline.
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
      },
    },
  });
  app.useBodyParser('text/calendar', { bodyLimit: LARGEST_CALENDAR });
  // How large a file may be is kept to where it is written down (arriving-files.ts).
  await app.register(multipart, { limits: { fileSize: Infinity, files: 1, fields: 10 } });
  if (settings.roles.has('serve')) {
    serveOpenApi(app, settings.version);
    await serveWebPages(app);
  }
  return app;
}

/** Starts the long-running program on an opened Perspektiv: doors open, probes running, found by the cli. */
export async function startMonitor(perspektiv: Perspektiv): Promise<Monitor> {
  const { settings } = perspektiv;
  const app = await createApp(perspektiv);
  if (settings.roles.has('schedule')) await perspektiv.alerts.start();
  await app.listen(settings.port, settings.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const address = `http://${host}:${port}`;
  if (settings.roles.has('collect')) await perspektiv.collect.start(Date.now());
  await announceMonitor(settings.dataFolder, { address, pid: process.pid, token: app.get(LocalAdmin).token });
  return {
    address,
    close: async () => {
      await withdrawMonitor(settings.dataFolder);
      await app.close();
      await perspektiv.close();
    },
  };
}
