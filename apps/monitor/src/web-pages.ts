import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programFolder } from '#pipeline';
import fastifyStatic from '@fastify/static';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

/** Addresses that the pages themselves read: each gives the one page, every other unknown path stays unknown. */
const NAMED_PAGES = [
  '/lamna',
  '/jamforelse',
  '/portfolj',
  '/forklara',
  '/drift',
  '/matetal',
  '/insamling',
  '/perioder',
  '/logg',
  '/logga-in',
];

/** The built pages: hashed assets may be kept for ever, the page itself is asked for anew each time. */
export async function serveWebPages(app: NestFastifyApplication): Promise<boolean> {
  const root = join(programFolder(), 'dist/apps/web');
  if (!existsSync(join(root, 'index.html'))) return false;
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    setHeaders: (reply, path) => {
      const kept = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      void reply.header('cache-control', kept);
    },
  });
  for (const path of NAMED_PAGES) {
    app
      .getHttpAdapter()
      .getInstance()
      .get(path, (_request, reply) => reply.sendFile('index.html'));
  }
  return true;
}
