/** The keys for maintainer scripts and scriptlets. Part of the one list of keys, schema.ts. */
import { z } from 'zod';
import type { FieldKey } from '../format/fields.ts';
import { field, keys } from './key.ts';

const text = z.string();

function script(
  key: FieldKey,
  nfpm: string,
  description: string,
  otherNames: readonly string[] = [],
): z.ZodOptional<z.ZodString> {
  return text
    .optional()
    .describe(description)
    .register(keys, { ...field(key), isPath: true, nfpm, otherNames });
}

export const scriptKeys = {
  preinstall: script('preinstall', 'scripts.preinstall', 'deb preinst, rpm %pre: a script file.', [
    'before-install',
    'before-upgrade',
    'preinst',
  ]),
  postinstall: script('postinstall', 'scripts.postinstall', 'deb postinst, rpm %post: a script file.', [
    'after-install',
    'after-upgrade',
    'postinst',
  ]),
  preremove: script('preremove', 'scripts.preremove', 'deb prerm, rpm %preun: a script file.', [
    'before-remove',
    'pre-uninstall',
    'prerm',
  ]),
  postremove: script('postremove', 'scripts.postremove', 'deb postrm, rpm %postun: a script file.', [
    'after-remove',
    'post-uninstall',
    'postrm',
  ]),
  pretrans: script(
    'pretrans',
    'rpm.scripts.pretrans',
    'rpm %pretrans, before the transaction that installs it, when there may be no shell yet: a script file, best one that begins ' +
      'with `#!<lua>`, for the Lua of rpm itself; nothing in a deb. nfpm: `rpm.scripts.pretrans`.',
  ),
  posttrans: script(
    'posttrans',
    'rpm.scripts.posttrans',
    'rpm %posttrans, after the transaction that installs it: a script file; nothing in a deb. nfpm: ' +
      '`rpm.scripts.posttrans`.',
  ),
  verify: script(
    'verify',
    'rpm.scripts.verify',
    'rpm %verifyscript, a part of `rpm --verify`: a script file; nothing in a deb. nfpm: `rpm.scripts.verify`.',
  ),
  config: script(
    'config',
    'deb.scripts.config',
    'deb config, which asks the questions of `templates` by debconf, before the package is unpacked: a script file; ' +
      'nothing in an rpm. The package then depends on debconf. nfpm: `deb.scripts.config`.',
  ),
  templates: script(
    'templates',
    'deb.scripts.templates',
    'deb templates, the questions of `config`: a file as in debconf-devel(7), no script; nothing in an rpm. nfpm: ' +
      '`deb.scripts.templates`.',
  ),
};

export type ScriptKind = keyof typeof scriptKeys;
export const SCRIPT_KINDS = Object.keys(scriptKeys) as readonly ScriptKind[];
