/** Bazel's labels, where a config may name what Bazel builds. https://bazel.build/concepts/labels */
import type { KeyPath } from '../diagnostics.ts';
import type { Finding } from './rule.ts';

/** No path is written so: `//` begins a label of the workspace, `@name//` one of another repository. */
export function isLabel(text: string): boolean {
  return /^(?:@[A-Za-z0-9._+~-]*)?\/\//.test(text);
}

/** `package:name`, where `//a/b` is short for `//a/b:b`. `=` stays out: `--source=LABEL=PATH` ends the label with it. */
function isWellFormed(label: string): boolean {
  const [, folder = '', name] = /^(?:@[^/]*)?\/\/([^:]*)(?::(.*))?$/.exec(label) ?? [];
  const isNormal = (path: string): boolean =>
    /^[A-Za-z0-9!%@^_"#$&'()*+,;<>?[\]{|}~./-]+$/.test(path) && !/(^|\/)(\.{0,2})(\/|$)/.test(path);
  return (folder === '' ? name !== undefined : isNormal(folder)) && (name === undefined || isNormal(name));
}

/** What is wrong with a label, as far as that shows before variables have values. */
export function labelFindings(label: string, path: KeyPath): Finding[] {
  if (isLabel(label) && isWellFormed(label)) return [];
  const message = `"${label}" is not a label: \`//folder:target\`, or \`@repository//folder:target\``;
  return [{ code: 'label-syntax', message, path }];
}
