export { AddressPolicy } from './address-policy.js';
export { connectGuarded } from './guarded-connection.js';
export { guardedSocket } from './guarded-socket.js';
export { type PullAnswer, PullClient } from './pull-client.js';
export { OutgoingClient } from './outgoing-client.js';
export { type Letter, Mailer } from './mailer.js';
