/** Writes the generated BUILD file: one call of `onepack_set` with the facts of the set. */
import Handlebars from 'handlebars';
import { type StarlarkValue, starlark } from './starlark.ts';
import { readTemplate } from '../system/template.ts';
import type { View } from './view.ts';

export function renderBuildFile({ facts, ...view }: View): string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('starlark', (value: StarlarkValue) => starlark(value));
  handlebars.registerPartial('header', readTemplate('bazel/header.hbs'));
  const template = handlebars.compile(readTemplate('bazel/BUILD.bazel.hbs'), { noEscape: true, strict: true });
  const command = updateCommand(view.bazelPackage);
  return template({ ...view, command, config: facts.config, facts: argumentsOf(facts) });
}

/** The command that rewrites the file after an edit of the config. */
export function updateCommand(bazelPackage: string): string {
  return `bazel run //${bazelPackage}:update`;
}

// The arguments in buildifier's order, without the empty ones.
function argumentsOf(facts: View['facts']): Record<string, StarlarkValue> {
  const packages = facts.packages.map(withoutEmpty);
  const sources = facts.sources.map(withoutEmpty);
  const given = Object.entries(withoutEmpty({ ...facts, packages, sources }));
  return Object.fromEntries(given.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function withoutEmpty<T extends object>(facts: T): Record<string, StarlarkValue> {
  const entries = Object.entries(facts) as [string, StarlarkValue][];
  return Object.fromEntries(entries.filter(([, value]) => typeof value !== 'object' || Object.keys(value).length > 0));
}
