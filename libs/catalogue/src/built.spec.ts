import { IsString, validateSync } from 'class-validator';
import { Nested, NestedEach, NestedKinds, Normalised, built } from './built.js';

class Door {
  @IsString() readonly colour: string = 'red';
}

class Window {
  readonly kind: string = 'window';
  @Normalised((written) => (typeof written === 'number' ? String(written) : written))
  @IsString()
  readonly panes: string = '1';
}

class Bay extends Window {
  @Nested(() => Door) readonly door: Door = new Door();
}

class House extends Bay {
  @NestedEach(() => Door) readonly doors: Door[] = [];
  @NestedKinds({ classes: { bay: Bay }, otherwise: Window }) readonly windows: Window[] = [];
}

describe('an instance that is built from what is written', () => {
  it('keeps the defaults of absent keys and gives nested values their classes', () => {
    const house = built(House, { doors: [{}, { colour: 'blue' }], windows: [{ kind: 'bay', door: {} }, {}] });
    expect(house.doors).toEqual([new Door(), Object.assign(new Door(), { colour: 'blue' })]);
    expect(house.doors.every((door) => door instanceof Door)).toBe(true);
    expect(house.windows.map(({ constructor }) => constructor)).toEqual([Bay, Window]);
    expect(house.door).toBeInstanceOf(Door);
  });

  it('inherits how a field is read', () => {
    expect(built(House, { panes: 4 }).panes).toBe('4');
    expect(built(House, { door: { colour: 'green' } }).door).toBeInstanceOf(Door);
  });

  it('keeps values of a wrong shape and unknown keys, so that they are told of', () => {
    const house = built(House, { door: 'open', doors: 'many', cellar: true });
    expect(house).toMatchObject({ door: 'open', doors: 'many', cellar: true });
    const faults = validateSync(house, { whitelist: true, forbidNonWhitelisted: true });
    expect(faults.map(({ property }) => property)).toEqual(
      expect.arrayContaining(['door', 'doors', 'cellar']),
    );
  });

  it.each(['toString', '__proto__', 'constructor', 7, null])(
    'checks a kind called %s as an unknown one',
    (kind) => {
      const [window] = built(House, { windows: [{ kind }] }).windows;
      expect(window).toBeInstanceOf(Window);
      expect(window).not.toBeInstanceOf(Bay);
    },
  );

  it('is no way to another prototype', () => {
    const door = built(Door, JSON.parse('{ "__proto__": { "colour": "black" } }') as object);
    expect(door).toBeInstanceOf(Door);
    expect(door.colour).toBe('red');
  });
});
