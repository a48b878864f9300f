import { type FastifyInstance } from 'fastify';
import { type Sessions } from '../sign-in/sessions.js';

/** Lets sessions go on while they are used: their cookies are sealed anew now and then, unless the answer sets one itself. */
export function keepSessions(server: FastifyInstance, sessions: Sessions): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (reply.hasHeader('set-cookie') || !(request.routeOptions.url ?? '').startsWith('/api/'))
      return payload;
    const cookie = await sessions.goingOn(request);
    if (cookie !== null) void reply.header('set-cookie', cookie);
    return payload;
  });
}
