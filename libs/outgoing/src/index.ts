export { AddressPolicy } from './address-policy.js';
export { OutgoingClient } from './outgoing-client.js';
