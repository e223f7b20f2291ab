/** `changelog` in a config and in a plan: the path of a file. Part of the one list of keys, schema/schema.ts. */
import { z } from 'zod';
import { keys } from '../../schema/key.ts';

export const changelog = z
  .string()
  .optional()
  .describe(
    'A file, relative to the folder of this file: deb `/usr/share/doc/NAME/changelog.Debian.gz`, rpm %changelog. One file for both ' +
      'formats, as deb-changelog(5) has it: see [changelog.md](changelog.md).',
  )
  .register(keys, { deb: '`changelog.Debian.gz`', rpm: '%changelog', nfpm: 'changelog', isPath: true });

/** From the working directory. */
export const planChangelog = z.string();
