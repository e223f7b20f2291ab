/** Where the bytes of a content come from: `files/kubelet.env`, `@kubelet`, `@cni-plugins/bridge`. */
import { isLabel } from '../config/label.ts';
import { didYouMean } from '../config/suggest.ts';
import type { KeyPath } from '../diagnostics.ts';
import { lookUp } from '../look_up.ts';
import { resolvePath } from './paths.ts';
import type { PlanOrigin } from './plan_content.ts';
import type { Mistake, Reader } from './reader.ts';

/** The origin that `src` names; undefined where there is none such, which is then reported. */
export function readOrigin(src: string, isTree: boolean, path: KeyPath, reader: Reader): PlanOrigin | undefined {
  const fail = (mistake: Omit<Mistake, 'path'>): undefined => {
    reader.report({ ...mistake, path });
    return undefined;
  };
  const sources = reader.located.config.sources ?? {};
  const [, name = '', rest] = /^@([^/]*)(?:\/(.*))?$/s.exec(src) ?? [];
  // `@name//path` of a source of ours is a mistake in a path.
  if (isLabel(src) && !Object.hasOwn(sources, name)) return { source: src };
  if (!src.startsWith('@')) return { file: resolvePath(reader.located.folderOf(path), src) };
  const names = Object.keys(sources);
  const source = lookUp(sources, name);
  if (source === undefined) {
    const hint = didYouMean(name, names);
    const message = `there is no source "${name}"; the sources are: ${names.join(', ') || 'none'}`;
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
