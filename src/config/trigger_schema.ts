/** What `triggers` may say. Part of the one list of keys, schema.ts. */
import { z } from 'zod';

const text = z.string();

const debTriggers = z.array(text).min(1).optional();

const rpmTriggers = z
  .array(
    z
      .strictObject({
        package: text.describe('The other package: `name` or `name OP version`.'),
        script: text.describe('A shell script file.'),
      })
      .meta({ title: 'trigger' }),
  )
  .min(1)
  .optional();

/** By the format whose own they are. */
export const triggers = z
  .strictObject({
    deb: z
      .strictObject({
        interest: debTriggers.describe(
          'Triggers that run `postinstall triggered NAMES` here: a name, or a path for whatever changes at it or below it. The ' +
            'package that activates one waits until it has run.',
        ),
        interest_await: debTriggers.describe('The same as `interest`, by its newer name; dpkg 1.17.21.'),
        interest_noawait: debTriggers.describe(
          'The same, but the package that activates one does not wait; dpkg 1.16.1.',
        ),
        activate: debTriggers.describe(
          'Triggers that this package activates when it is unpacked, configured or removed.',
        ),
        activate_await: debTriggers.describe('The same as `activate`, by its newer name; dpkg 1.17.21.'),
        activate_noawait: debTriggers.describe('The same, and this package does not wait; dpkg 1.16.1.'),
      })
      .meta({ title: 'triggers of a deb' })
      .optional()
      .describe('What `DEBIAN/triggers` says, as in deb-triggers(5). nfpm: `deb.triggers`.'),
    rpm: z
      .strictObject({
        triggerprein: rpmTriggers.describe('rpm %triggerprein: before the other package is installed.'),
        triggerin: rpmTriggers.describe(
          'rpm %triggerin: after this or the other package is installed, once both are there.',
        ),
        triggerun: rpmTriggers.describe(
          'rpm %triggerun: before this or the other package is removed, while both are there.',
        ),
        triggerpostun: rpmTriggers.describe('rpm %triggerpostun: after the other package is removed.'),
      })
      .meta({ title: 'triggers of an rpm' })
      .optional()
      .describe(
        'Scriptlets that other packages trigger. Triggers on files, such as %filetriggerin, are not supported: fpm has none.',
      ),
  })
  .meta({ title: 'triggers' });
