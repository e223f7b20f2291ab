/** The text of the generated BUILD file. */
import Handlebars from 'handlebars';
import { type StarlarkValue, starlark } from './starlark.ts';
import { readTemplate } from '../system/template.ts';
import type { View } from './view.ts';

export function renderBuildFile(view: View): string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('starlark', (value: StarlarkValue) => starlark(value));
  handlebars.registerPartial('header', readTemplate('bazel/header.hbs'));
  const template = handlebars.compile(readTemplate('bazel/BUILD.bazel.hbs'), { noEscape: true, strict: true });
  const load = [view.defs, ...view.symbols];
  const noOverlay = view.defs.replace(/:.*/, ':no_overlay');
  const command = updateCommand(view.bazelPackage);
  const flagNames = Object.fromEntries(view.flags.map((name) => [`:${name}`, name]));
  const targetLabels = view.targets.map((name) => `:${name}`).sort();
  return template({ ...view, load, command, noOverlay, flagNames, targetLabels });
}

/** What makes the file new after an edit of the config. */
export function updateCommand(bazelPackage: string): string {
  return `bazel run //${bazelPackage}:update`;
}
