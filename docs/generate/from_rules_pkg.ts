/** The tables of docs/from-rules_pkg.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled } from './filled.ts';
import { code, table } from './markdown.ts';
import { cellsOf } from './place.ts';
import { RULES_PKG } from './rules_pkg.ts';

/** `rule.attribute` of every attribute. */
export function rulesPkgAttributes(): string[] {
  const text = readFileSync(join(import.meta.dirname, 'rules_pkg_attributes.txt'), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

export function fromRulesPkgPage(): string {
  const tables = Object.entries(RULES_PKG).flatMap(([rule, attributes]) => [
    `### ${code(rule)}`,
    table(
      ['attribute', 'here', ''],
      Object.entries(attributes).map(([name, place]) => [code(name), ...cellsOf(place)]),
    ),
  ]);
  return filled('docs/from-rules_pkg.md', { attributes: tables.join('\n\n') });
}
