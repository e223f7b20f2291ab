/**
 * Writes the pages of docs/ that come from data, or with --check says which of them are not what the data says.
 *   node docs/generate/generate.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { bazelPage } from './bazel.ts';
import { configurationPage } from './configuration.ts';
import { enginesPage } from './engines.ts';
import { errorsPage } from './errors.ts';
import { fromFpmPage } from './from_fpm.ts';
import { fromRulesPkgPage } from './from_rules_pkg.ts';
import { keysPage } from './keys_page.ts';
import { kubernetesPage } from './kubernetes.ts';

export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/bazel.md': bazelPage,
  'docs/configuration.md': configurationPage,
  'docs/engines.md': enginesPage,
  'docs/errors.md': errorsPage,
  'docs/from-fpm.md': fromFpmPage,
  'docs/from-rules_pkg.md': fromRulesPkgPage,
  'docs/keys.md': keysPage,
  'docs/kubernetes.md': kubernetesPage,
};

/** The pages that are not what the data says. */
export function outdatedPages(): string[] {
  return Object.entries(PAGES).flatMap(([file, page]) => (readOrNothing(file) === page() ? [] : [file]));
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

if (import.meta.main) {
  const stale = outdatedPages();
  if (!process.argv.includes('--check')) {
    for (const [file, page] of Object.entries(PAGES)) writeFileSync(file, page());
  } else if (stale.length > 0) {
    console.error(`${stale.join(', ')}: not what the schema and the tables say; run: npm run docs`);
    process.exitCode = 1;
  }
}
