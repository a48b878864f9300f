import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

interface Installed {
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const LOCK = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, Installed>>;
};
const PACKAGES = Object.entries(LOCK.packages).filter(([path]) => path.startsWith('node_modules/'));

/** Licences that a city may pass on with the program; MPL-2.0 as long as the package's own files are unchanged, as ours are. */
const ALLOWED = [
  ...['0BSD', 'Apache-2.0', 'Apache-2.0 AND MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC'],
  ...['MIT', 'MIT-0', 'MPL-2.0', '(MIT OR CC0-1.0)', 'Python-2.0', 'Unlicense'],
];
/** What only builds and tests may use, for it is never passed on. */
const ALLOWED_IN_BUILDS = [...ALLOWED, 'CC-BY-4.0'];
/** Packages whose licence the lock file does not name, looked up by hand. */
const NAMED_BY_HAND: Readonly<Record<string, string>> = {
  'node_modules/buildcheck': 'MIT',
  'node_modules/cpu-features': 'MIT',
  'node_modules/memorystream': 'MIT',
  'node_modules/ssh2': 'MIT',
};

/** What would run something when it is installed, and why that is well; the program works without any of it. */
const INSTALL_SCRIPTS = [
  'node_modules/@parcel/watcher', // builds itself only where no binary is at hand
  'node_modules/@scarf/scarf', // would count installations; silenced in package.json
  'node_modules/@swc/core', // looks whether its binary fits
  'node_modules/cpu-features', // tells ssh2 which cipher is fastest, where a compiler is at hand
  'node_modules/ssh2', // builds faster ciphers where a compiler is at hand, and has them in JavaScript, too
  'node_modules/unrs-resolver', // looks whether its binary fits
];

it('has licences only that may be passed on', () => {
  const others = PACKAGES.filter(([path, { license, dev }]) => {
    const named = license ?? NAMED_BY_HAND[path] ?? 'none';
    return !(dev ? ALLOWED_IN_BUILDS : ALLOWED).includes(named);
  });
  expect(others.map(([path, { license }]) => `${path}: ${license ?? 'none'}`)).toEqual([]);
});

it('runs nothing at installation but what is named here', () => {
  const scripts = PACKAGES.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  expect(scripts.filter((path) => !INSTALL_SCRIPTS.includes(path))).toEqual([]);
  const settings = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scarfSettings?: { enabled: boolean };
  };
  expect(settings.scarfSettings).toEqual({ enabled: false });
});

it('takes every package from the registry, with its checksum', () => {
  const loose = Object.entries(LOCK.packages).filter(
    ([path, each]) => path.startsWith('node_modules/') && !('link' in each) && !('integrity' in each),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});
