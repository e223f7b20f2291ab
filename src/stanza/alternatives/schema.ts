/** What `alternatives` may say in a config, and how a plan has them. Part of the one list of keys, schema/schema.ts. */
import { z } from 'zod';
import { both, keys } from '../../schema/key.ts';
import { byName, nullable } from '../../schema/shapes.ts';

const text = z.string();

const ARGUMENT = both('an argument of update-alternatives');

const slaveKeys = {
  link: text.describe('The link that it is to the system: `/usr/share/man/man1/editor.1.gz`.').register(keys, ARGUMENT),
  path: text
    .describe('The path of this package that the link leads to while its alternative is chosen.')
    .register(keys, ARGUMENT),
};

const SLAVES = 'Links that follow this one, by name, as that of its manual page.';

const alternativeKeys = {
  name: text
    .optional()
    .describe(
      'What update-alternatives knows it by; else the key. Two entries may have one name, each with a path of its own.',
    )
    .register(keys, ARGUMENT),
  link: text
    .describe(
      'The link that users call: `/usr/bin/editor`. update-alternatives makes it, so no package brings it; an rpm owns it as %ghost.',
    )
    .register(keys, ARGUMENT),
  path: text.describe('The path of this package that the link may lead to.').register(keys, ARGUMENT),
  // update-alternatives(1) of dpkg holds it in an int.
  priority: z
    .int()
    .min(-2147483648)
    .max(2147483647)
    .describe('A whole number: of all packages, the link leads to the highest, unless the administrator chose one.')
    .register(keys, ARGUMENT),
  slaves: byName(z.strictObject(slaveKeys).meta({ title: 'slave' }), 'slaves by name')
    .optional()
    .describe(SLAVES)
    .register(keys, ARGUMENT),
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

const link = { name: z.string(), link: z.string(), path: z.string() };

export const planAlternatives = z
  .array(z.strictObject({ ...link, priority: z.int(), slaves: z.array(z.strictObject(link)) }))
  .min(1);

export type PlanAlternative = z.infer<typeof planAlternatives>[number];
