/** What `alternatives` may say in a config, and how a plan has them. Part of the one list of keys, schema/schema.ts. */
import { z } from 'zod';
import { both, keys } from '../../schema/key.ts';
import { priority } from '../../schema/numbers.ts';
import { byName, nullable } from '../../schema/shapes.ts';

const text = z.string();

const ARGUMENT = both('an argument of update-alternatives');

const slaveKeys = {
  link: text.describe('The link that the system uses: `/usr/share/man/man1/editor.1.gz`.').register(keys, ARGUMENT),
  path: text
    .describe('The path in this package that the link points to while its alternative is selected.')
    .register(keys, ARGUMENT),
};

const SLAVES = 'Links that follow this one, by name, such as that of its manual page.';

const alternativeKeys = {
  name: text
    .optional()
    .describe(
      'Its name for update-alternatives; without it, the key. Two entries may have the same name, each with its own path.',
    )
    .register(keys, ARGUMENT),
  link: text
    .describe(
      'The link that users call: `/usr/bin/editor`. update-alternatives creates it, so no package contains it; an rpm owns it as %ghost.',
    )
    .register(keys, ARGUMENT),
  path: text.describe('The path in this package that the link may point to.').register(keys, ARGUMENT),
  priority: priority
    .describe('A whole number: the link points to the highest of all packages, unless the administrator selected one.')
    .register(keys, ARGUMENT),
  slaves: byName(z.strictObject(slaveKeys).meta({ title: 'slave' }), 'slaves by name')
    .optional()
    .describe(SLAVES)
    .register(keys, ARGUMENT),
};

const ALTERNATIVES =
  'Links that several packages offer, such as `/usr/bin/editor`, by name: installation registers them with update-alternatives, and ' +
  'removal unregisters them. nfpm has no such key.';

export const alternatives = byName(
  z.strictObject(alternativeKeys).meta({ title: 'alternative' }),
  'alternatives by name',
)
  .optional()
  .describe(ALTERNATIVES)
  .register(keys, { deb: 'shell in postinst and prerm', rpm: 'shell in %post and %postun; a %ghost for each link' });

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
).describe(ALTERNATIVES);

export type AlternativesConfig = NonNullable<z.infer<typeof alternatives>>;

const link = { name: z.string(), link: z.string(), path: z.string() };

export const planAlternatives = z
  .array(z.strictObject({ ...link, priority, slaves: z.array(z.strictObject(link)) }))
  .min(1);

export type PlanAlternative = z.infer<typeof planAlternatives>[number];
