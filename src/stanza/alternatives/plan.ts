/** `alternatives`: the links that a package offers, and the entries of its contents with which an rpm owns them. */
import type { AlternativesConfig } from './schema.ts';
import { didYouMean } from '../../problems/suggest.ts';
import type { KeyPath } from '../../problems/problem.ts';
import type { Format } from '../../format/format.ts';
import { claimLink } from '../../plan/conflicts.ts';
import { type Installed, installedPaths, type LocatedContent } from '../../plan/content_path.ts';
import { canonicalPath, installedPathMistake, isBelow } from '../../plan/paths.ts';
import type { Plan } from '../../plan/plan.ts';
import type { PlanAlternative } from './schema.ts';
import type { Mistake } from '../../plan/resolver.ts';
import type { ResolvedStanza, StanzaContext } from '../stanza.ts';

/**
 * In a deb it is dpkg's own. Fedora has it in `alternatives` or `chkconfig`, SUSE in `update-alternatives`, all at this path.
 * https://docs.fedoraproject.org/en-US/packaging-guidelines/Alternatives/
 */
const TOOL = '/usr/sbin/update-alternatives';

/** What the scripts need. */
const NEEDS: Readonly<Record<Format, Plan['relations']>> = {
  deb: {},
  rpm: { 'requires(post)': [{ name: TOOL, bounds: [] }], 'requires(postun)': [{ name: TOOL, bounds: [] }] },
};

/** The implied contents are the links, as an rpm owns them; a deb has none of them. */
export function resolveAlternatives(
  written: AlternativesConfig,
  path: KeyPath,
  context: StanzaContext,
): ResolvedStanza<PlanAlternative[]> | undefined {
  const installed = installedPaths(context.contents, context.scope);
  const contents: LocatedContent[] = [];
  const read = (keys: LinkKeys, at: KeyPath, name: At, master?: string): Link | undefined => {
    const link = resolveLink(keys, at, name, installed, context);
    if (link === undefined || !isFree(link, at, master, context)) return undefined;
    const isThere = [...installed.map(({ dst }) => dst), ...contents.map(({ entry }) => entry.dst)].includes(link.link);
    if (!isThere) contents.push({ entry: { dst: link.link, type: 'ghost' }, path: at, isImplied: true });
    return link;
  };
  const alternatives: PlanAlternative[] = [];
  for (const [key, keys] of Object.entries(written)) {
    const at = [...path, key];
    const main = read(keys, at, keys.name === undefined ? atKey(at, key) : { text: keys.name, path: [...at, 'name'] });
    if (main === undefined) continue;
    if (alternatives.some((one) => one.name === main.name && one.path === main.path)) {
      const message = `"${main.path}" is already offered for "${main.name}"`;
      context.resolver.report({ code: 'alternative-clash', message, path: [...at, 'path'] });
    }
    const slaves = Object.entries(keys.slaves ?? {}).flatMap(([slave, own]) => {
      const below = [...at, 'slaves', slave];
      return read(own, below, atKey(below, slave), main.name) ?? [];
    });
    alternatives.push({ ...main, priority: keys.priority, slaves });
  }
  return alternatives.length === 0 ? undefined : { value: alternatives, contents, needs: NEEDS[context.format] };
}

interface LinkKeys {
  readonly link: string;
  readonly path: string;
}

type Link = LinkKeys & { readonly name: string };

type At = Pick<Mistake, 'path' | 'atKey'> & { readonly text: string };

function atKey(path: KeyPath, text: string): At {
  return { text, path, atKey: true };
}

/** update-alternatives(1) takes no name with a `/` or a blank; one with a `-` before it looks like an option. */
const NAME = /^[^\s/-][^\s/]*$/;

function resolveLink(
  keys: LinkKeys,
  at: KeyPath,
  { text, ...where }: At,
  installed: readonly Installed[],
  context: StanzaContext,
) {
  const { resolver, scope } = context;
  const name = where.atKey === true ? text : resolver.resolve(text, where.path, scope);
  const link = resolver.resolve(keys.link, [...at, 'link'], scope);
  const path = resolver.resolve(keys.path, [...at, 'path'], scope);
  if (name === undefined || link === undefined || path === undefined) return undefined;
  const mistakes: Mistake[] = [];
  if (!NAME.test(name)) {
    const message = `the name of an alternative cannot have a space or a "/", or begin with "-": "${name}"`;
    mistakes.push({ code: 'alternative-name', message, ...where });
  }
  const inLink = mistakeInLink(link, installed);
  if (inLink !== undefined) mistakes.push({ code: 'alternative-link', ...inLink, path: [...at, 'link'] });
  if (!isPackaged(path, installed)) {
    const packaged = installed.filter(isNoGhost).map(({ dst }) => dst);
    const hint = didYouMean(path, packaged);
    const message = `the package does not contain "${path}", which the link would point to`;
    const more =
      hint ??
      (packaged.length === 0
        ? undefined
        : `it brings ${packaged.slice(0, 8).join(', ')}${packaged.length > 8 ? ', …' : ''}`);
    mistakes.push({
      code: 'alternative-path',
      message,
      path: [...at, 'path'],
      ...(more === undefined ? {} : { hint: more }),
    });
  }
  mistakes.forEach(resolver.report);
  return mistakes.length === 0 ? { name, link, path } : undefined;
}

function mistakeInLink(link: string, installed: readonly Installed[]): { message: string; hint?: string } | undefined {
  const mistake = installedPathMistake(link);
  if (mistake !== undefined) return mistake;
  if (!installed.some((content) => canonicalPath(content.dst) === canonicalPath(link) && isNoGhost(content)))
    return undefined;
  const message = `contents install something at "${link}", where update-alternatives creates a link`;
  return { message, hint: 'give the file another name, and use that as the `path`' };
}

// What is in a tree is known only once it is opened.
function isPackaged(path: string, installed: readonly Installed[]): boolean {
  return installed
    .filter(isNoGhost)
    .some(({ dst, entry }) => dst === path || (entry.type === 'tree' && isBelow(path, dst)));
}

function isNoGhost({ entry }: Installed): boolean {
  return entry.type !== 'ghost';
}

function isFree({ name, link }: Link, path: KeyPath, master: string | undefined, context: StanzaContext): boolean {
  const offered = { name, link, package: context.name, ...(master === undefined ? {} : { master }) };
  const message = claimLink(context.conflicts.links, offered);
  if (message !== undefined) context.resolver.report({ code: 'alternative-clash', message, path: [...path, 'link'] });
  return message === undefined;
}
