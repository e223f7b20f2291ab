/** The `capabilities` of an entry of `contents`, and what the deb needs that has some. */
import { NO_CAPABILITIES, parseCapabilities } from '../format/capabilities.ts';
import type { Format } from '../format/format.ts';
import type { KeyPath } from '../problems/problem.ts';
import type { ContentConfig } from '../schema/contents.ts';
import type { Plan, PlanContent } from './plan.ts';
import type { Resolver } from './resolver.ts';
import type { Scope } from './variables.ts';

/** As a plan has them; undefined where the entry says nothing, or something wrong, which is then reported. */
export function resolveCapabilities(
  { capabilities: written, type }: ContentConfig,
  path: KeyPath,
  resolver: Resolver,
  scope: Scope,
): string | undefined {
  const at = [...path, 'capabilities'];
  const text = written === undefined ? undefined : resolver.resolve(written, at, scope);
  if (text === undefined) return undefined;
  const parsed = parseCapabilities(text);
  if ('message' in parsed) {
    resolver.report({ code: 'content-capabilities', ...parsed, path: at });
    return undefined;
  }
  if (type !== 'tree' || parsed.text === NO_CAPABILITIES) return parsed.text;
  const message = `all files of a tree cannot have capabilities: there it is \`${NO_CAPABILITIES}\` or nothing`;
  const hint = 'leave the program out of the tree with `exclude`, and give it an entry of its own';
  resolver.report({ code: 'content-capabilities', message, path: at, hint });
  return undefined;
}

/** What has capabilities, and they are to be there. */
export function hasCapabilities<T extends PlanContent>(content: T): content is T & { capabilities: string } {
  return 'capabilities' in content && content.capabilities !== undefined && content.capabilities !== NO_CAPABILITIES;
}

/** https://packages.debian.org/stable/libcap2-bin has setcap. */
const SETCAP: Plan['relations'] = { depends: [{ name: 'libcap2-bin', bounds: [] }] };

/** The relations that the entries need: rpm itself knows capabilities. */
export function contentNeeds(contents: readonly PlanContent[], format: Format): Plan['relations'] {
  return format === 'deb' && contents.some(hasCapabilities) ? SETCAP : {};
}
