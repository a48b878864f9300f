/**
 * The floors of docs/architecture.md. A room may use the floors below it, never a neighbour and never a floor above.
 * Libs are entered by their barrel (`#name`); files inside a lib import each other directly.
 */
const FLOORS = [
  ['core'],
  ['catalogue', 'outgoing'],
  ['collect', 'intake', 'store', 'score', 'alert', 'export'],
  ['pipeline'],
];

const floorRules = FLOORS.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const allowed = FLOORS.slice(0, floor).flat();
    return {
      name: `floor-of-${room}`,
      comment: `libs/${room} may use ${allowed.join(', ') || 'nothing of ours'} only`,
      severity: 'error',
      from: { path: `^libs/${room}/` },
      to: { path: '^(libs|apps|dashboards)/', pathNot: `^libs/(${[room, ...allowed].join('|')})/` },
    };
  }),
);

/**
 * The rooms of libs/pipeline, and which others each may use. All are built from `stage.ts`; only the front door, the
 * schedule and the chores know all of them.
 */
const ROOMS = {
  measuring: [],
  scoring: [],
  process: [],
  'handing-in': ['scoring'],
  collecting: ['scoring', 'handing-in'],
  closing: ['scoring'],
  leaving: ['closing', 'scoring'],
  alerting: ['measuring'],
  status: ['measuring'],
};

const roomRules = Object.entries(ROOMS).map(([room, known]) => ({
  name: `room-of-${room}`,
  comment: `libs/pipeline/src/${room} may use stage.ts and ${known.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: `^libs/pipeline/src/${room}/` },
  to: {
    path: '^libs/pipeline/src/',
    pathNot: ['^libs/pipeline/src/stage\\.ts$', `^libs/pipeline/src/(${[room, ...known].join('|')})/`],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...floorRules,
    ...roomRules,
    {
      name: 'apps-stand-alone',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-knows-only-http',
      comment: 'apps/web talks HTTP; from core it may take types, and what reports draw and say, too.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/', pathNot: '^libs/core/' },
    },
    {
      name: 'enter-by-the-barrel',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/'] },
    },
    {
      name: 'nest-in-modules-only',
      comment: 'In libs only *.module.ts knows Nest.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.module\\.ts$' },
      to: { path: 'node_modules/@nestjs' },
    },
    {
      name: 'pure-rooms',
      comment:
        'core, score, export but for its deliveries, and the catalogue after loading touch no file, network, engine or process; packing is arithmetic.',
      severity: 'error',
      from: {
        path: '^libs/(core|score|export|catalogue)/src/',
        pathNot: ['^libs/catalogue/src/load/', '^libs/export/src/deliveries/', '\\.spec\\.ts$'],
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(util|zlib)$' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-dev-dependencies-in-the-product',
      severity: 'error',
      from: { path: '^(libs/[^/]+|apps/(monitor|cli|demo))/src/', pathNot: '\\.spec(-data)?\\.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
