/** The files in the header of an rpm. https://rpm-software-management.github.io/rpm/manual/tags.html */
import { type Header, HeaderError } from '../engine/native/rpm/read_header.ts';
import { FILE_FLAG, TAG } from '../engine/native/rpm/tags.ts';
import { lookUp } from '../system/look_up.ts';
import type { FileFacts } from './package_facts.ts';

/** By the number that RFC 9580 has for it, the hash that rpm means. https://www.rfc-editor.org/rfc/rfc9580#section-9.5 */
const ALGORITHMS: Readonly<Record<string, string>> = { 1: 'md5', 2: 'sha1', 8: 'sha256', 9: 'sha384', 10: 'sha512', 11: 'sha224' }; // prettier-ignore
const MD5 = 1;

/** In the order in which they are shown. */
const MARKS = ['config', 'noreplace', 'missingok', 'doc', 'license', 'readme', 'artifact', 'spec'] as const;

const TYPES: Readonly<Record<string, FileFacts['type']>> = {
  0o100: 'file', 0o040: 'dir', 0o120: 'symlink', 0o020: 'device', 0o060: 'device', 0o010: 'pipe', 0o140: 'socket',
}; // prettier-ignore

export function rpmFileFacts(header: Header): FileFacts[] {
  const paths = pathsOf(header);
  const numbers = (tag: number): readonly number[] => sized(header.numbers(tag), paths.length, tag);
  const strings = (tag: number): readonly string[] => sized(header.strings(tag), paths.length, tag);
  const [modes, mtimes, flags] = [TAG.FILEMODES, TAG.FILEMTIMES, TAG.FILEFLAGS].map(numbers);
  const [owners, groups, targets] = [TAG.FILEUSERNAME, TAG.FILEGROUPNAME, TAG.FILELINKTOS].map(strings);
  const [digests, capabilities] = [TAG.FILEDIGESTS, TAG.FILECAPS].map(strings);
  const longSizes = numbers(TAG.LONGFILESIZES);
  const sizes = longSizes.length > 0 ? longSizes : numbers(TAG.FILESIZES);
  const [inodes, devices] = [TAG.FILEINODES, TAG.FILEDEVICES].map(numbers);
  const algorithm = lookUp(ALGORITHMS, String(header.numbers(TAG.FILEDIGESTALGO)[0] ?? MD5)) ?? 'an unknown hash';
  const firstNames = new Map<string, string>();
  return paths.map((path, at) => {
    const mode = modes?.[at] ?? 0;
    const flag = flags?.[at] ?? 0;
    const type = (flag & FILE_FLAG.ghost) === 0 ? typeOf(mode) : 'ghost';
    const key = `${devices?.[at] ?? 0} ${inodes?.[at] ?? at}`;
    const first = type === 'file' ? firstNames.get(key) : undefined;
    if (type === 'file' && first === undefined) firstNames.set(key, path);
    const target = first ?? (type === 'symlink' ? targets?.[at] : undefined);
    const digest = digests?.[at] ?? '';
    return {
      path,
      type: first === undefined ? type : 'hardlink',
      mode: (mode & 0o7777).toString(8).padStart(4, '0'),
      owner: owners?.[at] ?? 'root',
      group: groups?.[at] ?? 'root',
      size: type === 'file' ? (sizes[at] ?? 0) : 0,
      mtime: mtimes?.[at] ?? 0,
      ...(target === undefined ? {} : { target }),
      ...(digest === '' ? {} : { digest: { algorithm, value: digest } }),
      marks: MARKS.filter((mark) => (flag & FILE_FLAG[mark]) !== 0),
      ...(capabilities?.[at] ? { capabilities: capabilities[at] } : {}),
    };
  });
}

function typeOf(mode: number): FileFacts['type'] {
  return lookUp(TYPES, String((mode >> 9) & 0o170)) ?? 'file';
}

// An old package has whole paths; a source package has names alone.
function pathsOf(header: Header): string[] {
  const old = header.strings(TAG.OLDFILENAMES);
  if (old.length > 0) return [...old];
  const folders = header.strings(TAG.DIRNAMES);
  const indexes = header.numbers(TAG.DIRINDEXES);
  return header.strings(TAG.BASENAMES).map((name, at) => {
    const folder = folders[indexes[at] ?? -1];
    if (folder === undefined) throw new HeaderError(`the file "${name}" is in no folder`);
    return `${folder}${name}`;
  });
}

function sized<T>(values: readonly T[], count: number, tag: number): readonly T[] {
  if (values.length !== 0 && values.length !== count) {
    throw new HeaderError(`tag ${tag} has ${values.length} values for ${count} files`);
  }
  return values;
}
