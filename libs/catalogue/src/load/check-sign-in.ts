import { type ClaimRule } from '../sign-in.js';
import { dangling, idsOf } from './check-references.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { type PlaceOf } from './yaml-source.js';

/** How many groups a pattern has. */
function groupsOf(pattern: string): number {
  return (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1;
}

function checkRule({ value, pattern, roles }: ClaimRule, at: PlaceOf): ConfigFault[] {
  if ((value === undefined) === (pattern === undefined)) {
    const message = 'The rule must have either a "value" or a "pattern".';
    return [faultAt(at(), message, 'Write which values of the claim are meant, in one of the two ways.')];
  }
  const groups = pattern === undefined ? 0 : groupsOf(pattern);
  return roles.flatMap((role, index) =>
    [...role.matchAll(/\$([1-9])/g)]
      .filter(([, group]) => Number(group) > groups)
      .map(([sign]) =>
        faultAt(
          at('roles', index),
          `"${role}" takes "${sign}", which the rule does not have.`,
          'Put a group in parentheses in the pattern.',
        ),
      ),
  );
}

/** Rules for signing in that can be followed, to units that exist, and tokens that are told apart. */
export function checkSignIn(content: ConfigContent): ConfigFault[] {
  const { signIn, units } = content;
  if (!signIn?.sound) return [];
  const { value, at } = signIn;
  const known = idsOf(units);
  const faults = value.roles.flatMap((rule, index) => {
    const place: PlaceOf = (...path) => at('roles', index, ...path);
    const named = rule.roles.flatMap((role, i) =>
      role.startsWith('unit:') && !role.includes('$')
        ? dangling(role.slice('unit:'.length), place('roles', i), known)
        : [],
    );
    return [...checkRule(rule, place), ...named];
  });
  if (value.audience === value.clientId) {
    const message = '"audience" is that of the tokens by which the pages sign people in.';
    faults.push(faultAt(at('audience'), message, 'Let the provider give the API an audience of its own.'));
  }
  return faults;
}
