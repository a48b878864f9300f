import { type Right } from '#pipeline';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RIGHT } from '../access.guard.js';

function pathsOf(target: object): string[] {
  const told: unknown = Reflect.getMetadata(PATH_METADATA, target);
  return [told].flat().map(String);
}

function rightOf(target: object): Right | undefined {
  return Reflect.getMetadata(RIGHT, target) as Right | undefined;
}

function joined(...parts: readonly string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
}

/**
 * What a caller must have leave for, by method and route as written in the controllers: `POST /api/v1/periods/:period/freeze`.
 * `null` for what is open to all.
 */
export function rightsOfRoutes(controllers: readonly Type<object>[]): ReadonlyMap<string, Right | null> {
  const rights = new Map<string, Right | null>();
  for (const controller of controllers) {
    const prototype = controller.prototype as object;
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(prototype))) {
      if (typeof value !== 'function') continue;
      const method: unknown = Reflect.getMetadata(METHOD_METADATA, value as object);
      if (typeof method !== 'number') continue;
      const right = rightOf(value as object) ?? rightOf(controller) ?? null;
      for (const base of pathsOf(controller)) {
        for (const path of pathsOf(value as object)) {
          rights.set(`${RequestMethod[method] ?? ''} ${joined(base, path)}`, right);
        }
      }
    }
  }
  return rights;
}
