import tseslint from 'typescript-eslint';

const PURE = ['libs/core/src/**', 'libs/score/src/**', 'libs/catalogue/src/**', 'libs/export/src/**'];

export default tseslint.config(
  // What draws boards has packages of its own, which are not installed here.
  { ignores: ['dist/**', 'node_modules/**', 'data*/**', 'coverage/**', 'dashboards/grafana/drawing/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', { max: 4 }],
      complexity: ['error', { max: 15 }],
      eqeqeq: 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // Nest resolves constructor parameters from emitted metadata: there, classes must stay value imports.
    files: ['apps/monitor/**/*.ts'],
    // Its options are classes, too, that everybody fills by a literal.
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    // Marked as deprecated by its makers only to stand out; for a provider on the same machine, see `IsIssuer`.
    files: ['apps/monitor/src/sign-in/id-provider.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
    },
  },
  {
    // Boards of the first kind load in Grafana 10 to 13; those of the second only in the newest.
    files: ['dashboards/grafana/**/*.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        {
          allow: [
            {
              from: 'package',
              package: '@grafana/grafana-foundation-sdk',
              name: ['Dashboard', 'DashboardBuilder'],
            },
          ],
        },
      ],
    },
  },
  {
    // The environment is read in one place, libs/pipeline/src/process/settings.ts.
    files: ['libs/**/*.ts', 'apps/**/*.ts'],
    ignores: ['libs/pipeline/src/process/settings.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Settings are read in libs/pipeline/src/process/settings.ts.',
        },
      ],
    },
  },
  {
    // Pure rooms: time is an argument.
    files: PURE,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument: pass nowMs.' },
        { object: 'Math', property: 'random', message: 'Pure code does not draw lots.' },
        {
          object: 'process',
          property: 'env',
          message: 'Settings are read in libs/pipeline/src/process/settings.ts.',
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    // Jest's matchers are typed any.
    rules: {
      'max-lines': ['error', { max: 500 }],
      'max-params': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
