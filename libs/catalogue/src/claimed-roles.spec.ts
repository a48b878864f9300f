import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Unit } from './entries.js';
import { claimedRoles } from './claimed-roles.js';

const units = new Map<string, Unit>(
  ['norra', 'sodra'].map((id) => [
    id,
    Object.assign(new Unit(), { id, name: { sv: id, en: id }, kind: 'committee' as const }),
  ]),
);
const RULES = [
  { claim: 'groups', value: 'UPPFOLJNING', roles: ['followup', 'operations'] },
  { claim: 'groups', pattern: 'ENHET-(.+)', roles: ['unit:$1'] },
  { claim: 'realm_access.roles', value: 'admin', roles: ['admin'] },
  { claim: 'https://id.example.se/system', pattern: '([a-z]+)-([0-9]+)', roles: ['source:$1$2'] },
];

describe('claimedRoles', () => {
  it.each([
    [{ groups: 'UPPFOLJNING' }, ['followup', 'operations']],
    [{ groups: ['ENHET-NORRA', 'ENHET-sodra', 'ENHET-NORRA'] }, ['unit:norra', 'unit:sodra']],
    [{ realm_access: { roles: ['admin', 'annat'] } }, ['admin']],
    [{ 'https://id.example.se/system': 'agresso-2' }, ['source:agresso2']],
    [{ groups: ['XENHET-NORRA', 'ENHET-okänd', 'ENHET-', 'uppfoljning'] }, []],
    [{ groups: { 0: 'UPPFOLJNING' }, realm_access: null }, []],
    [{}, []],
  ])('of %j are %j', (claims, roles) => {
    expect(claimedRoles(RULES, claims, { units })).toEqual(roles);
  });

  it('gives no other roles than the rules name, whatever the provider says', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((rest) => `ENHET-${rest}`),
      fc.constant('ENHET-$1'),
    );
    fc.assert(
      fc.property(fc.array(text), (groups) => {
        const may = ['followup', 'operations', 'unit:norra', 'unit:sodra'];
        for (const role of claimedRoles(RULES, { groups }, { units })) expect(may).toContain(role);
      }),
    );
  });

  it('takes no claim from what every object has', () => {
    const rules = [{ claim: 'constructor.name', value: 'Object', roles: ['admin'] }];
    expect(claimedRoles(rules, {}, { units })).toEqual([]);
  });
});
