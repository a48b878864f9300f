import { type AddressInfo, createServer } from 'node:net';

/** Listens with a short queue, says where, and stops itself, so that nobody accepts what comes. */
const server = createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`, () => {
    process.kill(process.pid, 'SIGSTOP');
  });
});
