import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { lookUp } from './hack/eslint_look_up.mjs';

export default tseslint.config(
  { ignores: ['bazel-*/', 'dist/', 'out/', '.tools/', 'build/pkgs/bin/'] },
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  prettier,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.mjs', 'hack/*.mjs', 'test/*.mjs'] } },
    },
    rules: {
      // A switch over a union must say something about each member.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and paths read well in messages.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { onepack: { rules: { 'look-up': lookUp } } },
    rules: { 'onepack/look-up': 'error' },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
);
