import { ValidateNested } from 'class-validator';

/** A class whose instances are built from what a file holds: its fields, with their defaults and checks. */
export type BuiltClass<T extends object = object> = new () => T;

/** How one field of a class is read from what is written under its key. */
interface FieldReading {
  /** Makes the written value uniform before it is built or checked. */
  readonly normalise?: (written: unknown) => unknown;
  /** The class of the value, or of each value of a list. */
  readonly classFor?: (written: object) => BuiltClass;
}

/** Prototype → field → reading; a subclass inherits by its prototype chain. */
const READINGS = new WeakMap<object, Map<string, FieldReading>>();

function addReading(prototype: object, key: string, added: FieldReading): void {
  const fields = READINGS.get(prototype) ?? new Map<string, FieldReading>();
  READINGS.set(prototype, fields.set(key, { ...fields.get(key), ...added }));
}

function readingOf(prototype: object | null, key: string): FieldReading {
  if (prototype === null) return {};
  return (
    READINGS.get(prototype)?.get(key) ?? readingOf(Object.getPrototypeOf(prototype) as object | null, key)
  );
}

/** A field that holds an instance of a class; checked with it. A function, since classes may name later ones. */
export function Nested(type: () => BuiltClass): PropertyDecorator {
  return nestedBy(type, false);
}

/** A field that holds a list of instances of a class; each is checked. */
export function NestedEach(type: () => BuiltClass): PropertyDecorator {
  return nestedBy(type, true);
}

/** Class → its name under `kind`, for fields that hold one of several classes. */
export interface Kinds {
  readonly classes: Readonly<Record<string, BuiltClass>>;
  /** What a value of an unknown kind is checked as, so that its `kind` is told. */
  readonly otherwise: BuiltClass;
}

/** A field that holds an instance of the class that its `kind` names. */
export function NestedKind(kinds: Kinds): PropertyDecorator {
  return nestedBy((written) => classOfKind(kinds, written), false);
}

/** A field that holds a list of such instances. */
export function NestedKinds(kinds: Kinds): PropertyDecorator {
  return nestedBy((written) => classOfKind(kinds, written), true);
}

function classOfKind({ classes, otherwise }: Kinds, written: object): BuiltClass {
  const kind: unknown = 'kind' in written ? written.kind : undefined;
  const known = typeof kind === 'string' && Object.hasOwn(classes, kind) ? classes[kind] : undefined;
  return known ?? otherwise;
}

function nestedBy(classFor: (written: object) => BuiltClass, each: boolean): PropertyDecorator {
  return (target, key) => {
    ValidateNested({ each })(target, key);
    addReading(target, String(key), { classFor });
  };
}

/** A field whose written value is made uniform first: a bare number as text, one text for both languages. */
export function Normalised(normalise: (written: unknown) => unknown): PropertyDecorator {
  return (target, key) => {
    addReading(target, String(key), { normalise });
  };
}

/**
 * An instance of a class with the values of a record; absent keys keep the class's defaults. Nothing is checked here: values
 * of a wrong shape, and keys that the class does not know, are kept as they are written, for `class-validator` to tell of.
 */
export function built<T extends object>(type: BuiltClass<T>, written: object): T {
  const instance = new type();
  const prototype = type.prototype as object;
  for (const [key, value] of Object.entries(written)) {
    if (value === undefined) continue;
    const read = readField(readingOf(prototype, key), value);
    // Not by assignment, which a key `__proto__` would misuse.
    Object.defineProperty(instance, key, {
      value: read,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return instance;
}

function readField({ normalise, classFor }: FieldReading, written: unknown): unknown {
  const value = normalise ? normalise(written) : written;
  if (!classFor) return value;
  const build = (one: unknown): unknown => (isRecord(one) ? built(classFor(one), one) : one);
  return Array.isArray(value) ? value.map(build) : build(value);
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
