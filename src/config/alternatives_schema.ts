/** What `alternatives` may say. Part of the one list of keys, schema.ts. */
import { z } from 'zod';
import { byName, nullable } from './schema_shapes.ts';

const text = z.string();

const slaveKeys = {
  link: text.describe('The link that the system uses: `/usr/share/man/man1/editor.1.gz`.'),
  path: text.describe('The path in this package that the link points to while its alternative is selected.'),
};

const SLAVES = 'Links that follow this one, by name, such as that of its manual page.';

const alternativeKeys = {
  name: text
    .optional()
    .describe(
      'Its name for update-alternatives; without it, the key. Two entries may have the same name, each with its own path.',
    ),
  link: text.describe(
    'The link that users call: `/usr/bin/editor`. update-alternatives creates it, so no package contains it; an rpm owns it as %ghost.',
  ),
  path: text.describe('The path in this package that the link may point to.'),
  // update-alternatives(1) of dpkg holds it in an int.
  priority: z
    .int()
    .min(-2147483648)
    .max(2147483647)
    .describe('A whole number: the link points to the highest of all packages, unless the administrator selected one.'),
  slaves: byName(z.strictObject(slaveKeys).meta({ title: 'slave' }), 'slaves by name')
    .optional()
    .describe(SLAVES),
};

export const alternatives = byName(
  z.strictObject(alternativeKeys).meta({ title: 'alternative' }),
  'alternatives by name',
);

/** In an override an entry may leave out what it does not change. */
export const alternativesOverride = byName(
  z
    .strictObject(
      nullable({
        ...alternativeKeys,
        slaves: byName(
          z.strictObject(nullable(slaveKeys)).meta({ title: 'slave' }).nullable(),
          'slaves by name',
        ).describe(SLAVES),
      }),
    )
    .meta({ title: 'alternative' })
    .nullable(),
  'alternatives by name',
);

export type AlternativesConfig = z.infer<typeof alternatives>;
