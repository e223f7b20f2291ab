/** Where the bytes of a content come from: `files/kubelet.env`, `@kubelet`, `@cni-plugins/bridge`. */
import { isLabel, labelMistake } from '../bazel/label.ts';
import { didYouMean, shortList } from '../problems/suggest.ts';
import type { KeyPath } from '../problems/problem.ts';
import { lookUp } from '../system/look_up.ts';
import { resolvePath } from './paths.ts';
import type { PlanSrc } from './plan_content.ts';
import type { Mistake, Resolver } from './resolver.ts';

/** The origin that `src` names; undefined where there is none such, which is then reported. */
export function resolveSrc(src: string, isTree: boolean, path: KeyPath, resolver: Resolver): PlanSrc | undefined {
  const fail = (mistake: Omit<Mistake, 'path'>): undefined => {
    resolver.report({ ...mistake, path });
    return undefined;
  };
  const sources = resolver.located.config.sources ?? {};
  const [, name = '', rest] = /^@([^/]*)(?:\/(.*))?$/s.exec(src) ?? [];
  // `@name//path` of a source of ours is a mistake in a path.
  if (isLabel(src) && !Object.hasOwn(sources, name)) {
    const message = labelMistake(src);
    return message === undefined ? { source: src } : fail({ code: 'label-syntax', message });
  }
  if (!src.startsWith('@')) return { file: resolvePath(resolver.located.folderOf(path), src) };
  const source = lookUp(sources, name);
  if (source === undefined) {
    if (resolver.located.isRefused(['sources', name])) return undefined;
    const names = Object.keys(sources);
    const hint = didYouMean(name, names);
    const list = names.length === 0 ? 'there are no sources' : `there is ${shortList(names, MOST_LISTED)}`;
    const message = `there is no source "${name}"; ${list}`;
    return fail({ code: 'unknown-source', message, token: name, ...(hint === undefined ? {} : { hint }) });
  }
  const member = rest === undefined || rest === '' ? undefined : resolvePath('', rest);
  if (source.extract !== true) {
    const whole = `"${name}" is one file, and not an archive that is extracted`;
    const hint = `write \`extract: true\` in sources.${name} if it is an archive`;
    if (rest !== undefined) return fail({ code: 'source-member', message: `${whole}, so it has no "${rest}"`, hint });
    return isTree ? fail({ code: 'source-member', message: `${whole}, so it is no tree`, hint }) : { source: name };
  }
  if (member === undefined && !isTree) {
    const message = `"${name}" is an archive that is extracted: name a file in it, "@${name}/path", or write \`type: tree\``;
    return fail({ code: 'source-member', message });
  }
  if (member === undefined || member === '.') return { source: name };
  if (member.startsWith('/') || member.split('/').includes('..')) {
    return fail({ code: 'source-member', message: `"${rest}" is not inside the archive` });
  }
  return { source: name, member };
}

/** Nobody reads more of a list. */
const MOST_LISTED = 20;
