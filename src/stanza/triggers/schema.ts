/** What `triggers` may say in a config, and how a plan has them. Part of the one list of keys, schema/schema.ts. */
import { z } from 'zod';
import { DEB_TRIGGER_KINDS, DEB_TRIGGERS, type DebTrigger, RPM_TRIGGER_KINDS, type RpmTrigger } from './kinds.ts';
import { type KeyMeta, keys } from '../../schema/key.ts';
import { planBoundedName } from '../../schema/relations.ts';

const text = z.string();

const debTriggers = z.array(text).min(1).optional();

const rpmTriggers = z
  .array(
    z
      .strictObject({
        package: text
          .describe('The other package: `name` or `name OP version`.')
          .register(keys, { deb: 'nothing', rpm: 'TRIGGERNAME, TRIGGERVERSION' }),
        script: text
          .describe('A script file. rpm gives its interpreter no argument.')
          .register(keys, { deb: 'nothing', rpm: 'TRIGGERSCRIPTS', isPath: true }),
      })
      .meta({ title: 'trigger' }),
  )
  .min(1)
  .optional();

function directive(kind: DebTrigger): KeyMeta {
  return { deb: `\`${DEB_TRIGGERS[kind]} …\` in \`triggers\``, rpm: 'nothing', nfpm: `deb.triggers.${kind}` };
}

function scriptlet(kind: RpmTrigger): KeyMeta {
  return { deb: 'nothing', rpm: `%${kind}` };
}

/** By the format whose own they are. */
export const triggers = z
  .strictObject({
    deb: z
      .strictObject({
        interest: debTriggers
          .describe(
            'Triggers that run `postinstall triggered NAMES` here: a name, or a path for whatever changes at it or below it. The ' +
              'package that activates one waits until it has run.',
          )
          .register(keys, directive('interest')),
        interest_await: debTriggers
          .describe('The same as `interest`, by its newer name; dpkg 1.17.21.')
          .register(keys, directive('interest_await')),
        interest_noawait: debTriggers
          .describe('The same, but the package that activates one does not wait; dpkg 1.16.1.')
          .register(keys, directive('interest_noawait')),
        activate: debTriggers
          .describe('Triggers that this package activates when it is unpacked, configured or removed.')
          .register(keys, directive('activate')),
        activate_await: debTriggers
          .describe('The same as `activate`, by its newer name; dpkg 1.17.21.')
          .register(keys, directive('activate_await')),
        activate_noawait: debTriggers
          .describe('The same, and this package does not wait; dpkg 1.16.1.')
          .register(keys, directive('activate_noawait')),
      })
      .meta({ title: 'triggers of a deb' })
      .optional()
      .describe('What `DEBIAN/triggers` says, as in deb-triggers(5). nfpm: `deb.triggers`.')
      .register(keys, { deb: '`triggers`', rpm: 'nothing', nfpm: 'deb.triggers' }),
    rpm: z
      .strictObject({
        triggerprein: rpmTriggers
          .describe('rpm %triggerprein: before the other package is installed.')
          .register(keys, scriptlet('triggerprein')),
        triggerin: rpmTriggers
          .describe('rpm %triggerin: after this or the other package is installed, once both are there.')
          .register(keys, scriptlet('triggerin')),
        triggerun: rpmTriggers
          .describe('rpm %triggerun: before this or the other package is removed, while both are there.')
          .register(keys, scriptlet('triggerun')),
        triggerpostun: rpmTriggers
          .describe('rpm %triggerpostun: after the other package is removed.')
          .register(keys, scriptlet('triggerpostun')),
      })
      .meta({ title: 'triggers of an rpm' })
      .optional()
      .describe(
        'Scriptlets that other packages trigger. Triggers on files, such as %filetriggerin, are not supported: fpm has none.',
      )
      .register(keys, { deb: 'nothing', rpm: 'trigger scriptlets' }),
  })
  .meta({ title: 'triggers' })
  .optional()
  .describe('What happens when other packages come and go, for each format in its own terms.')
  .register(keys, { deb: '`triggers`', rpm: 'trigger scriptlets' });

export type TriggersConfig = NonNullable<z.infer<typeof triggers>>;

/** A script is a path, from the working directory. */
const trigger = z.union([
  z.strictObject({ kind: z.enum(DEB_TRIGGER_KINDS), on: z.string() }),
  z.strictObject({ kind: z.enum(RPM_TRIGGER_KINDS), on: planBoundedName, script: z.string() }),
]);

/** In the order of the kinds. */
export const planTriggers = z.array(trigger);

export type PlanTrigger = z.infer<typeof trigger>;
