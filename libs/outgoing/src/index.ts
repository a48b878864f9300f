export * from './address-policy.js';
export * from './guarded-connection.js';
export * from './outgoing-client.js';
export * from './outgoing-refusal.js';
