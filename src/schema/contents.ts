/** The keys of an entry of `contents`. Part of the one list of keys, schema.ts. */
import { posix } from 'node:path';
import { z } from 'zod';
import { isLabel } from '../bazel/label.ts';
import { FORMATS } from '../format/format.ts';
import { both, keys, OVERRIDES } from './key.ts';
import { inEachFormat, nullable } from './shapes.ts';

/** In the order of the documentation. `licence` is `license`. */
export const CONTENT_TYPES = [
  'file',
  'config',
  'config|noreplace',
  'config|missingok',
  'doc',
  'license',
  'licence',
  'readme',
  'ghost',
  'dir',
  'symlink',
  'hardlink',
  'tree',
] as const;

/** What the files of a tree can be. */
const FILE_TYPES = [
  'config',
  'config|noreplace',
  'config|missingok',
  'doc',
  'license',
  'licence',
  'readme',
] as const satisfies readonly (typeof CONTENT_TYPES)[number][];

const text = z.string();
const octalMode = text.regex(/^0?[0-7]{3,4}$/, 'expected an octal mode in quotes, for example "0755"');

/** What `include` and `exclude` can say; plan/glob.ts reads it. */
const GLOB_GRAMMAR = [
  'A pattern is a path from the top of the tree: `*` is any number of characters of one name, `?` one character, `[a-z]` one of these,',
  '`{a,b}` one of those, `**` any folders, and `\\` takes the next character literally; a name that begins with a dot is a name',
  'like any other. A pattern that matches a folder includes everything below it. One that matches nothing is an error.',
].join(' ');

type ContentKey =
  | 'src'
  | 'fileType'
  | 'mode'
  | 'dirMode'
  | 'owner'
  | 'group'
  | 'mtime'
  | 'capabilities'
  | 'compress'
  | 'include'
  | 'exclude'
  | 'machine';

const FILE = ['src', 'mode', 'owner', 'group', 'mtime', 'capabilities', 'machine'] as const;

/** The keys that each type takes beside `dst`. A type that takes a `src` requires it. */
export const CONTENT_TAKES: Readonly<Record<ContentType, readonly ContentKey[]>> = {
  file: [...FILE, 'compress'],
  config: [...FILE, 'compress'],
  'config|noreplace': [...FILE, 'compress'],
  'config|missingok': [...FILE, 'compress'],
  doc: [...FILE, 'compress'],
  license: [...FILE, 'compress'],
  licence: [...FILE, 'compress'],
  readme: [...FILE, 'compress'],
  ghost: ['mode', 'owner', 'group'],
  dir: ['mode', 'owner', 'group', 'mtime'],
  symlink: ['src', 'owner', 'group', 'mtime'],
  hardlink: ['src'],
  tree: [...FILE, 'fileType', 'dirMode', 'include', 'exclude'],
};

/** The types whose `src` is a path on the installed system. */
export const LINK_TYPES: readonly string[] = ['symlink', 'hardlink'] satisfies ContentType[];

const DST =
  'Where it is installed: an absolute, normal path. A file whose `dst` ends with a slash lands in that folder by the name of its `src`: `@hello` at `/usr/bin/` is `/usr/bin/hello`.';
const LANDS = { ...both('the path'), nfpm: 'contents[].dst', otherNames: ['destination'] };

export const contentKeys = {
  src: text
    .optional()
    .describe(
      'A file, relative to the folder of this file; `@name` for a source, `@name/path` inside an extracted source, `//label` for what Bazel builds; for a symlink its target, for a hard link the path of a file in the same package.',
    )
    .register(keys, {
      ...both('the bytes, or the target of a link'),
      isPath: 'unless a link',
      nfpm: 'contents[].src',
      otherNames: ['source'],
    }),
  dst: text.optional().describe(DST).register(keys, LANDS),
  type: z
    .enum(CONTENT_TYPES)
    .optional()
    .describe(
      [
        'What it is; `file` if it has a `src`.',
        '`config`, `config|noreplace` and `config|missingok` are conffiles in a deb, and %config, %config(noreplace) and %config(missingok) in an rpm.',
        '`doc`, `license` (or `licence`) and `readme` are %doc, %license and %readme in an rpm, and plain files in a deb.',
        '`ghost` is %ghost, a path that an rpm owns but does not contain; nothing in a deb.',
        '`dir` is an empty folder, `symlink` and `hardlink` are links to `src`, and `tree` is everything below `src`; a link in it becomes a symlink with the same target, and is not followed.',
      ].join(' '),
    )
    .register(keys, {
      deb: 'conffiles; [more](keys.md#content-types)',
      rpm: 'FILEFLAGS; [more](keys.md#content-types)',
      nfpm: 'contents[].type',
      otherwise: '`file`',
    }),
  fileType: z
    .enum(FILE_TYPES)
    .optional()
    .describe(
      'What every file of a tree is, as `type` says it of one: `config|noreplace` for a tree in /etc. Links and folders stay what they are.',
    )
    .register(keys, { deb: 'conffiles', rpm: 'FILEFLAGS', otherwise: 'plain files' }),
  mode: octalMode
    .optional()
    .describe(
      'Octal permission bits in quotes. Files default to 0644, directories to 0755; the files of a tree to their modes in the archive, or to 0755 where they are executable and 0644 where not.',
    )
    .register(keys, {
      ...both('the mode'),
      nfpm: 'contents[].file_info.mode',
      otherwise: '`0644`, for a `dir` `0755`',
    }),
  dirMode: octalMode
    .optional()
    .describe('The mode of every folder of a tree; without it 0755, or the mode that the folder has in the archive.')
    .register(keys, {
      ...both('the modes of folders'),
      nfpm: 'contents[].file_info.mode',
      otherwise: '`0755`, or as in the archive',
    }),
  owner: text
    .optional()
    .describe(
      'Owning user, by name; `root` by default. In a deb, postinst gives files to a user that `sysusers` creates, since dpkg did not know the user yet; an entry of dpkg-statoverride takes precedence, and a conffile that exists already stays as it is.',
    )
    .register(keys, {
      deb: '`root` alone with fpm',
      rpm: 'the owner',
      nfpm: 'contents[].file_info.owner',
      otherwise: '`root`',
    }),
  group: text
    .optional()
    .describe('Owning group, by name; `root` by default. For a group that `sysusers` creates, see `owner`.')
    .register(keys, {
      deb: '`root` alone with fpm',
      rpm: 'the group',
      nfpm: 'contents[].file_info.group',
      otherwise: '`root`',
    }),
  mtime: text
    .optional()
    .describe(
      'When it was last changed, as in RFC 3339: `2024-01-31T12:00:00Z`; of everything in a tree. Without it, `sourceDateEpoch`. nfpm: `file_info.mtime`.',
    )
    .register(keys, {
      ...both('the time'),
      nfpm: ['mtime', 'contents[].file_info.mtime'],
      otherwise: '`sourceDateEpoch`',
    }),
  capabilities: text
    .optional()
    .describe(
      'File capabilities of a program, as cap_from_text(3) reads them: `cap_net_bind_service=ep`. In an rpm they are %caps; in a deb, ' +
        'whose archive has no place for them, postinst calls setcap, and the deb depends on libcap2-bin. Where setcap fails, the ' +
        'installation does; the program never becomes setuid instead. `none` leaves out those that an archive has; of a tree, ' +
        'nothing else can be said.',
    )
    .register(keys, { deb: 'setcap in postinst', rpm: 'FILECAPS' }),
  compress: z
    .enum(['gzip', 'none'])
    .optional()
    .describe(
      'Whether the package has the file compressed, as `gzip -9n` does it, under its name with `.gz`; links of the package to it are renamed with it. Without it a manual page of type `doc` is compressed in a deb, as Debian wants it.',
    )
    .register(keys, { ...both('the bytes, and `.gz`'), otherwise: '`gzip` for a manual page of type `doc` in a deb' }),
  include: z
    .array(text)
    .min(1)
    .optional()
    .describe(`Which files of a tree are taken, as patterns; without it, all. ${GLOB_GRAMMAR}`)
    .register(keys, { ...both('which paths'), nfpm: 'contents[].src' }),
  exclude: z
    .array(text)
    .min(1)
    .optional()
    .describe(
      `Which files of a tree are left out, as patterns like those of \`include\`; it takes precedence over \`include\`.`,
    )
    .register(keys, both('which paths not')),
  machine: z
    .enum(['any'])
    .optional()
    .describe('`any` allows an ELF file for another machine than the architecture of the package.')
    .register(keys, both('nothing: it is not checked')),
};

const contentOverride = z
  .strictObject({ ...nullable(contentKeys), dst: contentKeys.dst })
  .meta({ title: 'entry of contents' });

export const content = z
  .strictObject({
    ...contentKeys,
    dst: text.describe(DST).register(keys, LANDS),
    only: z
      .enum(FORMATS)
      .optional()
      .describe('The one format that has this entry.')
      .register(keys, { ...both('whether it is there'), nfpm: 'contents[].packager', otherNames: ['packager'] }),
    overrides: inEachFormat(contentOverride, 'overrides of each format')
      .optional()
      .describe('What is different in one format; `null` removes a key.')
      .register(keys, OVERRIDES),
  })
  .meta({ title: 'entry of contents' });

export type ContentConfig = z.infer<typeof content>;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** What an entry says of where it is installed. */
interface WrittenDestination {
  readonly dst: string;
  readonly src?: string | null | undefined;
  readonly type?: string | null | undefined;
}

/**
 * The path of an entry whose `dst` may end with a slash. Of a file that is a folder, where it lands by the name of its `src`, as with cp,
 * rsync and nfpm; of a folder or a tree it is the path itself; of a link or a ghost it stays, and is refused.
 */
export function destinationOf({ dst, src, type }: WrittenDestination): string {
  if (!dst.endsWith('/') || dst === '/' || type === 'ghost' || LINK_TYPES.includes(type ?? 'file')) return dst;
  if (type === 'dir' || type === 'tree' || typeof src !== 'string') return dst.slice(0, -1);
  return `${dst}${nameOf(src)}`;
}

/** `kubelet` of `bin/kubelet`, `@kubelet`, `@kubernetes/bin/kubelet` and `//cmd:kubelet`. */
function nameOf(src: string): string {
  if (isLabel(src)) return posix.basename(src).replace(/^.*:/, '');
  return posix.basename(src.replace(/^@/, ''));
}
