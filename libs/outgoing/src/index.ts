export { AddressPolicy } from './address-policy.js';
export { connectGuarded } from './guarded-connection.js';
export { guardedSocket } from './guarded-socket.js';
export { type PullAnswer, PullClient, type PullRequest } from './pull-client.js';
export { OutgoingClient } from './outgoing-client.js';
export { type Letter, type MailRefusal, Mailer } from './mailer.js';
