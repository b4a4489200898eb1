/**
 * The layering of the four programs, as rules that fail the tests. Parsed with swc: TypeScript 7 has
 * no compiler API that dependency-cruiser could use.
 */

/** Folders of the engine, each may import the ones before it only. */
const ENGINE_LAYERS = [
  'db',
  'tables',
  'workbooks',
  'replica',
  'importing',
  'review',
  'sets',
  'jobs',
  'reports',
  'writer',
  'exporting',
  'session',
  'requests',
];

const engineRules = ENGINE_LAYERS.slice(0, -1).map((layer, index) => {
  const later = [...ENGINE_LAYERS.slice(index + 1), 'cli', 'bench', 'suites'].join('|');
  return {
    name: `engine-${layer}-imports-earlier-folders`,
    comment: `${ENGINE_LAYERS.join(' < ')}: data flows one way, imports the other.`,
    severity: 'error',
    from: { path: `^src-main/engine/${layer}/` },
    to: { path: `^src-main/engine/(?:(?:${later})/|(?:engine|writerThread|exportThread)\\.ts)` },
  };
});

/** Phases of an import: each folder and the ones it may import. Reading and committing don't know of each other. */
const IMPORT_PHASES = {
  rows: [],
  compare: ['rows'],
  read: ['rows', 'compare'],
  commit: ['rows', 'compare'],
  show: ['rows', 'compare', 'read', 'commit'],
};

const importingRules = Object.entries(IMPORT_PHASES).map(([phase, earlier]) => ({
  name: `importing-${phase}-imports-earlier-phases`,
  comment: 'rows < compare < read, commit < show',
  severity: 'error',
  from: { path: `^src-main/engine/importing/${phase}/` },
  to: {
    path: '^src-main/engine/importing/',
    pathNot: `^src-main/engine/importing/(?:${[phase, ...earlier].join('|')})/`,
  },
}));

/** Folders of the page and, within two of them, their own: each may import the ones before it only. */
const PAGE_FLOORS = ['client', 'place', 'ui', 'grid', 'users', 'deciding', 'screens', 'shell'];
const GRID_FLOORS = ['words', 'columns', 'rows', 'copy', 'exporting', 'filter', 'menus'];
const IMPORT_FLOORS = ['words', 'reading', 'rows', 'waiting', 'added'];

/** Folders of what all programs share. */
const SHARED_FLOORS = [
  'fields',
  'details',
  'domain',
  'importKinds',
  'jobKinds',
  'refusals',
  'notices',
  'contract',
  'documents',
];
const sharedRules = floors('shared', 'src-shared', SHARED_FLOORS);

const pageRules = [
  ...floors('page', 'src-renderer', PAGE_FLOORS, 'main\\.tsx'),
  ...floors('grid', 'src-renderer/grid', GRID_FLOORS, 'UserGrid\\.tsx'),
  ...floors('import', 'src-renderer/screens/import', IMPORT_FLOORS, 'ImportScreen\\.tsx'),
];

/** @param top the file that stands on all of them, where there is one */
function floors(house, folder, names, top) {
  const comment = `${names.join(' < ')}: what stands below knows nothing of what stands above.`;
  // The highest has nothing above it but the file on top.
  const upwards = names.slice(0, top ? names.length : -1).map((name, index) => {
    const later = names.slice(index + 1).map((each) => `${each}/`);
    return {
      name: `${house}-${name}-imports-earlier-folders`,
      comment,
      severity: 'error',
      from: { path: `^${folder}/${name}/` },
      to: { path: `^${folder}/(?:${[...later, ...(top ? [top] : [])].join('|')})` },
    };
  });
  const elsewhere = {
    name: `${house}-has-these-folders`,
    comment: `A new folder has its place in: ${names.join(' < ')}.`,
    severity: 'error',
    from: { path: `^${folder}/[^/]+/`, pathNot: `^${folder}/(?:${names.join('|')})/` },
    to: {},
  };
  return [...upwards, elsewhere];
}

const npm = (...names) => `^node_modules/(?:${names.join('|')})/`;

module.exports = {
  forbidden: [
    ...engineRules,
    ...importingRules,
    {
      name: 'importing-by-phase',
      comment: 'A module of importing stands in the folder of its phase.',
      severity: 'error',
      from: {},
      to: { path: '^src-main/engine/importing/[^/]+$' },
    },
    ...pageRules,
    ...sharedRules,
    {
      name: 'tables-know-tables-only',
      comment:
        'Rows of a file, and nothing of users, SQL or the rest of the program: it could be a package.',
      severity: 'error',
      from: { path: '^src-main/engine/tables/' },
      to: {
        path: '^src-',
        pathNot: [
          '^src-main/engine/tables/',
          '^src-shared/domain/(?:textFormats|neverTaken)\\.ts$',
        ],
      },
    },
    {
      name: 'engine-tops-are-not-imported',
      comment:
        'The entry, the command line, the benchmarks and the suites are programs: nothing builds on them.',
      severity: 'error',
      from: { pathNot: '^src-main/engine/(?:cli|bench|suites)/' },
      to: {
        path: '^src-main/engine/(?:cli/|bench/|suites/|(?:engine|writerThread|exportThread)\\.ts)',
      },
    },
    {
      name: 'shared-is-pure',
      comment:
        'src-shared runs anywhere: itself, zod, the Temporal polyfill and the contract builder.',
      severity: 'error',
      from: { path: '^src-shared/' },
      to: {
        pathNot: ['^src-shared/', npm('zod', 'temporal-polyfill', '@orpc/contract')],
      },
    },
    {
      name: 'engine-without-electron',
      comment: 'The engine also runs in plain Node: tests, benchmarks, the command line.',
      severity: 'error',
      from: { path: '^src-main/engine/' },
      to: { path: ['^src-main/(?:app|preload)/', '^src-renderer/', '(?:^|/)electron(?:/|$)'] },
    },
    {
      name: 'app-and-preload-import-shared-only',
      severity: 'error',
      from: { path: '^src-main/(app|preload)/' },
      to: { path: '^src-', pathNot: ['^src-main/$1/', '^src-shared/'] },
    },
    {
      name: 'preload-is-small',
      comment: 'It runs in every page: Electron and names, no library.',
      severity: 'error',
      from: { path: '^src-main/preload/' },
      to: {
        path: '^node_modules/',
        pathNot: '(?:^|/)electron(?:/|$)',
      },
    },
    {
      name: 'renderer-imports-shared-only',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: ['^src-main/', '(?:^|/)electron(?:/|$)'] },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'screens-apart',
      comment:
        'What two screens share belongs on a floor below them. What a kind of job has on screen is asked of its registry.',
      severity: 'error',
      from: { path: '^src-renderer/screens/([^/]+)/' },
      to: {
        path: '^src-renderer/screens/',
        pathNot: [
          '^src-renderer/screens/$1/',
          '^src-renderer/screens/jobs/kinds/(?:pagesOf|jobPages)\\.ts$',
        ],
      },
    },
    {
      name: 'kinds-of-jobs-apart',
      comment: 'No kind of job knows another: what two share stands in the folder above.',
      severity: 'error',
      from: { path: '^(src-renderer/screens/jobs|src-main/engine/jobs)/kinds/([^/]+)/' },
      to: {
        path: '^(?:src-renderer/screens/jobs|src-main/engine/jobs)/kinds/[^/]+/',
        pathNot: '^$1/kinds/$2/',
      },
    },
    {
      name: 'only-client-touches-the-bridge',
      comment: 'window.purgeDesk and the link to the engine are known to client/ alone.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '^src-renderer/client/' },
      to: { path: ['^src-renderer/client/bridge', npm('@orpc')] },
    },
    {
      name: 'sqlite-is-loaded-in-one-place',
      comment: 'db/sqlite.ts chooses the addon that fits the runtime; the other one may crash it.',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/engine/db/sqlite\\.ts$' },
      to: { path: npm('better-sqlite3(?:-napi)?') },
    },
    {
      name: 'no-network',
      comment: 'Nothing leaves this computer, not even by way of Node.',
      severity: 'error',
      from: { path: '^src-' },
      to: { path: '^(?:node:)?(?:http|http2|https|net|tls|dgram|dns|inspector)(?:/|$)' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src-' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nobody imports is dead, unless a build or a tool starts with it.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src-',
        pathNot: [
          '\\.d\\.ts$',
          '^src-main/engine/(?:engine|writerThread|exportThread)\\.ts$',
          '\\.json$',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^src-' },
      to: { couldNotResolve: true, pathNot: '\\?(?:raw|url|worker)$' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(?:css|woff2?|png|svg)$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.json'],
    },
  },
};
