import { describe, expect, it } from '@jest/globals';
import { parseJsonPath, valueAt } from './json-path.js';

describe('a JSON path', () => {
  const document = { status: 'ok', checks: [{ 'db.state': 1 }, { 'db.state': 2 }], å: null, 'a"b': 3 };

  it.each([
    ['$', document],
    ['$.status', 'ok'],
    ["$['status']", 'ok'],
    ['$["status"]', 'ok'],
    ["$.checks[1]['db.state']", 2],
    ["$.checks[-2]['db.state']", 1],
    ['$.å', null],
    [`$['a"b']`, 3],
    ['$.status.length', undefined],
    ['$.checks.length', undefined],
    ['$.checks[2]', undefined],
    ['$[0]', undefined],
    ['$.constructor', undefined],
    ['$.__proto__', undefined],
  ])('%s leads to one value', (path, value) => {
    expect(valueAt(document, parseJsonPath(path) ?? ['?'])).toEqual(value);
  });

  it.each([
    '',
    'status',
    '.status',
    '$.',
    '$status',
    '$..status',
    '$.checks[*]',
    '$[?@.a]',
    "$['a",
    '$[01',
    '$.a b',
  ])('is not %j', (path) => {
    expect(parseJsonPath(path)).toBeNull();
  });
});
