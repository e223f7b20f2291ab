/** The keys of a source. Part of the one list of keys, schema.ts. */
import { z } from 'zod';
import { keys } from './key.ts';
import { byName } from './shapes.ts';

const text = z.string();

const urls = z.union([text, z.array(text).min(1)]);

export const sourceSchema = z.strictObject({
  file: text
    .describe(
      'The file that is packed, relative to the folder of this file; usually with `${arch}` in it. `//label` is what Bazel builds for each architecture. ' +
        'An overlay or a flag that replaces it takes `url`, `sha256` and `sha256Url` away, unless it says them too.',
    )
    .register(keys, { isPath: true, owns: ['url', 'sha256', 'sha256Url'] }),
  url: urls
    .optional()
    .describe(
      'Where `onepack fetch` gets the file if it is not there: an http or https URL, or a list of mirrors that are tried in ' +
        'their order. Each has an hour and 4 GiB at most, or what `--max-time` and `--max-filesize` say. ' +
        'Proxies come from the environment: `http_proxy`, `https_proxy`, `no_proxy`.',
    ),
  sha256: z
    .union([byName(text, 'sha256 by architecture'), text])
    .optional()
    .describe('The sha256 of the download, 64 hex digits; a map by architecture where it differs.'),
  sha256Url: urls
    .optional()
    .describe(
      'Where the sha256 of the download is published, alone or in a list as `sha256sum` writes it, under the last part of `url`. ' +
        'Where there is a `sha256` too, both must be equal.',
    ),
  extract: z
    .boolean()
    .optional()
    .describe(
      'Whether the file is an archive (tar, plain or compressed by gzip, xz, zstd or bzip2, or zip); then `@name` and `@name/path` are its members.',
    )
    .register(keys, { otherwise: '`false`' }),
});
