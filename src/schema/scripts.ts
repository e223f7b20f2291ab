/** Which files are maintainer scripts and scriptlets. Part of the one list of keys, schema.ts. */
import { z } from 'zod';

const text = z.string();

export const scriptKeys = {
  preinstall: text.optional().describe('deb preinst, rpm %pre: a shell script file.'),
  postinstall: text.optional().describe('deb postinst, rpm %post: a shell script file.'),
  preremove: text.optional().describe('deb prerm, rpm %preun: a shell script file.'),
  postremove: text.optional().describe('deb postrm, rpm %postun: a shell script file.'),
  pretrans: text
    .optional()
    .describe(
      'rpm %pretrans, before the transaction that installs it, when there may be no shell yet: a shell script file; nothing in ' +
        'a deb. nfpm: `rpm.scripts.pretrans`.',
    ),
  posttrans: text
    .optional()
    .describe(
      'rpm %posttrans, after the transaction that installs it: a shell script file; nothing in a deb. nfpm: ' +
        '`rpm.scripts.posttrans`.',
    ),
  verify: text
    .optional()
    .describe(
      'rpm %verifyscript, a part of `rpm --verify`: a shell script file; nothing in a deb. nfpm: `rpm.scripts.verify`.',
    ),
  config: text
    .optional()
    .describe(
      'deb config, which asks the questions of `templates` by debconf, before the package is unpacked: a script file; ' +
        'nothing in an rpm. The package then depends on debconf. nfpm: `deb.scripts.config`.',
    ),
  templates: text
    .optional()
    .describe(
      'deb templates, the questions of `config`: a file as in debconf-devel(7), no script; nothing in an rpm. nfpm: ' +
        '`deb.scripts.templates`.',
    ),
};
