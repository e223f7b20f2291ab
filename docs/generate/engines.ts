/** The tables of docs/engines.md. */
import { COMPRESSION_ROWS, DEFAULT_COMPRESSION } from '../../src/format/compression.ts';
import { LEVELS } from '../../src/archive/compression_methods.ts';
import { filled } from './filled.ts';
import { code, table } from './markdown.ts';

export function enginesPage(): string {
  const rows = Object.entries(COMPRESSION_ROWS).map(([name, { debSuffix, rpm, tool, readBy }]) => [
    name === DEFAULT_COMPRESSION ? `${code(name)}, the default` : code(name),
    String(LEVELS[name as keyof typeof LEVELS] || ''),
    code(`data.tar${debSuffix}`),
    readBy.deb,
    code(`${rpm.PAYLOADCOMPRESSOR} ${rpm.PAYLOADFLAGS}`),
    readBy.rpm,
    tool === undefined ? '' : code(tool.name),
  ]);
  const head = ['compression', 'level', 'in a deb', 'read from', 'in an rpm', 'read from', 'for fpm, in a deb'];
  return filled('docs/engines.md', { compression: `<!-- prettier-ignore -->\n${table(head, rows)}` });
}
