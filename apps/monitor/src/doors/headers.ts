import helmet from '@fastify/helmet';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

const YEAR_SECONDS = 365 * 86_400;
/** What no page of ours asks a browser for. */
const PERMISSIONS = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Headers that keep browsers safe: on every answer, pages and API alike. CORS stays closed: no answer allows another origin. */
export async function sendSafeHeaders(app: NestFastifyApplication, isHttps: boolean): Promise<void> {
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
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
  });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onSend', async (request, reply, payload) => {
    void reply.header('permissions-policy', PERMISSIONS);
    const { authorization, cookie } = request.headers;
    const isPrivate =
      authorization !== undefined ||
      cookie !== undefined ||
      (request.routeOptions.url ?? '').startsWith('/api/v1/sign-in');
    const isPage = (request.routeOptions.url ?? '').startsWith('/assets/');
    if (isPrivate && !isPage) void reply.header('cache-control', 'no-store');
    return Promise.resolve(payload);
  });
}
