/**
 * Names that say how a file is compressed, and those of manual pages: https://www.debian.org/doc/debian-policy/ch-docs.html#manual-pages
 */
import { basename } from 'node:path/posix';
import { atContent, eachContent, type Finding, type Rule } from './finding.ts';

const PAGE = /^\/usr\/(?:local\/)?share\/man\/(?:[^/]+\/)?man([0-9n])[a-z]*\/[^/]+$/;
const COMPRESSED = /\.(?:gz|bz2|xz|zst|lzma)$/;

export function isGzipName(dst: string): boolean {
  return /\.t?gz$/.test(dst);
}

export function isManualPage(dst: string): boolean {
  return PAGE.test(dst);
}

const gzipNames: Rule = ({ plan, texts: { gzip } }) =>
  plan.contents.flatMap((content): Finding[] => {
    const isGzip = gzip?.get(content.dst);
    if (content.type !== 'file' || isGzip === undefined) return [];
    const at = atContent(content, 'src');
    const say = (message: string, hint: string): Finding[] => [{ code: 'gzip-name', message, hint, at }];
    if (content.compress !== undefined) {
      const hint = 'let its `dst` end in ".gz", or name the file that it was made from';
      return isGzip ? say('this file is compressed already, and would be once more', hint) : [];
    }
    const isNamed = isGzipName(content.dst);
    if (isNamed === isGzip) return [];
    return isNamed
      ? say(
          'its name in the package says gzip, and it is not compressed',
          'write `compress: gzip`, and `dst` without ".gz"',
        )
      : say('it is compressed by gzip, and its name in the package does not say so', 'let its `dst` end in ".gz"');
  });

const pageNames = eachContent((content): Finding[] => {
  const [, section] = PAGE.exec(content.dst) ?? [];
  const name = basename(content.dst).replace(COMPRESSED, '');
  if (section === undefined || content.type === 'dir' || content.type === 'tree') return [];
  if (new RegExp(`\\.${section}[A-Za-z0-9]*$`).test(name)) return [];
  const message = `man finds no page by the name "${name}": one in this folder ends in ".${section}"`;
  return [{ code: 'manual-page-name', message, at: atContent(content) }];
});

export const compressionRules: readonly Rule[] = [gzipNames, pageNames];
