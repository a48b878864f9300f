import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Answers every request at once, in a process of its own, and says where. */
const server = createServer((_, response) => {
  response.end('OK');
});
server.listen(0, '127.0.0.1', () => {
  console.log(`port ${(server.address() as AddressInfo).port}`);
});
