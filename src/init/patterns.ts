/** Paths with the architecture in them, as a source's `file` is written. */
import { formats } from '../format/format.ts';
import { lookUp } from '../look_up.ts';

/** By variable, what an architecture is called. In the order in which they are preferred. */
const NAMES: Readonly<Record<string, (architecture: string) => string | undefined>> = {
  arch: (architecture) => architecture,
  deb_arch: (architecture) => lookUp<string>(formats.deb.architectures, architecture),
  rpm_arch: (architecture) => lookUp<string>(formats.rpm.architectures, architecture),
};

/** `bin/${arch}/hello` of `bin/amd64/hello`: each way to write it, and last the path as it is. */
export function patternsOf(path: string, architecture: string): string[] {
  const plain = asText(path);
  if (architecture === 'all') return [plain];
  const patterns = Object.entries(NAMES).flatMap(([variable, nameOf]) => {
    const name = nameOf(architecture);
    if (name === undefined) return [];
    const pattern = plain.replaceAll(new RegExp(`(?<![A-Za-z0-9$])${name}(?![A-Za-z0-9])`, 'g'), `\${${variable}}`);
    return pattern === plain ? [] : [pattern];
  });
  return [...new Set([...patterns, plain])];
}

/** The path that a pattern is for an architecture. */
export function pathOf(pattern: string, architecture: string): string {
  return Object.entries(NAMES).reduce((path, [variable, nameOf]) => {
    return path.replaceAll(`\${${variable}}`, nameOf(architecture) ?? architecture);
  }, pattern);
}

/** A text in which nothing is a variable. */
export function asText(text: string): string {
  return text.replaceAll('${', '$$${');
}
