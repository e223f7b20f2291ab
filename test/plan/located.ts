/** A config from a text, for tests of the plan alone: no files, no overlays, no flags, and `overrides` are not merged. */
import { type Node, type Pair, isCollection, isMap, isPair, isScalar, parseDocument } from 'yaml';
import type { LoadedConfig } from '../../src/config/load.ts';
import type { LocatedConfig } from '../../src/config/locate.ts';
import { readYaml } from '../../src/config/document.ts';
import { makeMap } from '../../src/config/tree.ts';
import { configSchema } from '../../src/schema/schema.ts';
import type { KeyPath, Place, Problem } from '../../src/problems/problem.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';

export function located(text: string): LocatedConfig {
  const document = parseDocument(text);
  const source = { name: 'packages.yaml', text };
  const place = (node: unknown): Place | undefined => {
    const range = (node as Node | null | undefined)?.range;
    return range ? { source, start: range[0], end: range[1] } : undefined;
  };
  return {
    config: configSchema.parse(document.toJS()),
    tree: readYaml(source).root ?? makeMap({ source, start: 0, end: 0 }),
    file: source.name,
    locate: (path) => {
      for (let length = path.length; length > 0; length--) {
        const found = place(document.getIn(path.slice(0, length), true));
        if (found !== undefined) return found;
      }
      return undefined;
    },
    locateKey: (path) => place(pairOf(document.contents, path)?.key),
    locateAddedTo: () => undefined,
    isRefused: () => false,
    holdsRefused: () => false,
    folderOf: () => 'build/pkgs',
  };
}

export function loaded(text: string): LoadedConfig {
  const general = located(text);
  const withTime = (): LoadedConfig => loaded(text);
  return { extended: [], general, forFormat: () => general, patchedText: () => text, withTime };
}

/** What a problem points at, for tests: its code and the text under the carets. */
export function pointed({ code, place }: Problem): string {
  return `${code} ${place === undefined ? '' : place.source.text.slice(place.start, place.end)}`.trim();
}

const HEAD = `apiVersion: onepack/v1
version: v1.36.3
architectures: [amd64]
defaults: { maintainer: Jo <jo@example.com>, license: MIT }
`;

/** A whole config around the packages, which are indented by two. */
export function withPackages(packages: string, more = ''): string {
  return `${HEAD}${more}packages:\n${packages}`;
}

/** What is wrong with one package whose body is `body` (flow YAML). */
export function mistakes(body: string, more = '', format?: 'deb' | 'rpm'): string[] {
  const formats = format === undefined ? '' : `formats: [${format}]\n`;
  const { problems } = resolvePlans(loaded(withPackages(`  tool: {summary: A tool, ${body}}\n`, more + formats)));
  return problems.map(pointed);
}

function pairOf(node: unknown, path: KeyPath): Pair<Node> | undefined {
  const [step, ...rest] = path;
  if (step === undefined || !isCollection(node)) return undefined;
  if (!isMap(node)) return pairOf(node.items[Number(step)], rest);
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
  return rest.length === 0 ? (pair as Pair<Node> | undefined) : pairOf(pair?.value, rest);
}
