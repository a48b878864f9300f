export * from './catalogue.js';
export * from './datasets.js';
export * from './entries.js';
export * from './measures.js';
