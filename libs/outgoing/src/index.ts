export { AddressPolicy } from './address-policy.js';
export { connectGuarded } from './guarded-connection.js';
export { OutgoingClient } from './outgoing-client.js';
