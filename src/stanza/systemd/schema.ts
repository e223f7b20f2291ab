/**
 * What `systemd` may say of a package's units in a config, and how a plan has it: what is meant, never how a script says it. Part of the
 * one list of keys, schema/schema.ts.
 */
import { z } from 'zod';
import { both, keys } from '../../schema/key.ts';
import { nullable } from '../../schema/shapes.ts';

export const UNIT_ENABLES = ['preset', 'enable', 'none'] as const;
export const SYSTEMD_STYLES = ['deb-systemd-helper', 'systemctl'] as const;

const values = {
  enable: z.enum(UNIT_ENABLES),
  start: z.boolean(),
  restartOnUpgrade: z.union([z.boolean(), z.literal('stop-start')]),
};

const unitSettings = z.strictObject(values);

/** What a unit says, or else the package for all of its units. */
export type UnitSettings = z.infer<typeof unitSettings>;

/** What holds where neither says anything. */
export const UNIT_DEFAULTS: UnitSettings = { enable: 'preset', start: true, restartOnUpgrade: true };

const text = z.string();

const SHELL = { deb: 'shell in maintainer scripts', rpm: 'shell in scriptlets' };

const settings = {
  enable: values.enable
    .optional()
    .describe(
      'On first installation: `preset` (the default) follows the presets of the distribution and of the administrator, which ' +
        'enable it on Debian and mostly do not on Fedora; `enable` enables it whatever they say; `none` leaves it alone.',
    )
    .register(keys, SHELL),
  start: values.start
    .optional()
    .describe(
      'Whether it is started after installation, if it is enabled then; `true` by default. So a unit that the preset ' +
        'leaves disabled is not started, nor is one without `[Install]`, nor a template. A deb starts it after an upgrade too, where ' +
        'it is enabled and not running, since that may be an installation over what a removal left.',
    )
    .register(keys, SHELL),
  restartOnUpgrade: values.restartOnUpgrade
    .optional()
    .describe(
      'What an upgrade or a downgrade does to a running unit: `true` (the default) restarts it once the new files are there, ' +
        '`false` leaves it running, `stop-start` stops it before the files change and starts it afterwards.',
    )
    .register(keys, SHELL),
} satisfies Record<keyof UnitSettings, z.ZodType>;

const unitMap = z
  .strictObject({
    src: text
      .optional()
      .describe('Its file, as in `contents`: a path, `@name` or `@name/path`. Without it, the unit is in `contents`.')
      .register(keys, { ...both('a file'), isPath: true, otherNames: ['source'] }),
    name: text
      .optional()
      .describe('Its name, `kubelet.service`; without it, that of the file.')
      .register(keys, both('the name of the file')),
    ...settings,
  })
  .meta({ title: 'unit' });

const systemdKeys = {
  units: z
    .array(z.union([unitMap, text]).register(keys, { shortFor: ['src'], isPath: true }))
    .min(1)
    .describe(
      'The units: each is a file, installed in /usr/lib/systemd/system with mode 0644 unless `contents` say otherwise, or a map for ' +
        'one with its own settings; `{name: kubelet.service}` is one that is in `contents`.',
    )
    .register(keys, both('files in /usr/lib/systemd/system')),
  ...settings,
  style: z
    .enum(SYSTEMD_STYLES)
    .optional()
    .describe(
      'How the scripts of a deb do it; nothing in an rpm. `deb-systemd-helper` (the default) works as debhelper does: it remembers what the ' +
        'administrator enabled and disabled, asks policy-rc.d, and masks the units of a package that is removed and not purged. ' +
        '`systemctl` calls only systemctl and remembers nothing, so each configuration of the package applies `enable` again.',
    )
    .register(keys, { deb: 'what maintainer scripts call', rpm: 'nothing' }),
};

const SYSTEMD = 'Units, and what installation, upgrade and removal do with them. nfpm has no such key.';

export const systemd = z
  .strictObject(systemdKeys)
  .meta({ title: 'systemd' })
  .optional()
  .describe(SYSTEMD)
  .register(keys, { ...SHELL, otherNames: ['deb-systemd'] });

export const systemdOverride = z.strictObject(nullable(systemdKeys)).meta({ title: 'systemd' }).describe(SYSTEMD);

export type SystemdConfig = NonNullable<z.infer<typeof systemd>>;
export type UnitConfig = z.infer<typeof unitMap>;

/** Every setting said, in the order of the config. A template is never started: its instances are. */
const unit = unitSettings.extend({ name: z.string() });

/** Units whose files are in the contents. */
export const planSystemd = z.strictObject({
  /** Of a deb's scripts; absent in an rpm. */
  style: z.enum(SYSTEMD_STYLES).optional(),
  units: z.array(unit).min(1),
});

export type PlanSystemd = z.infer<typeof planSystemd>;
export type PlanUnit = PlanSystemd['units'][number];

/** `getty@.service`: what instances are made of. https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html */
export function isTemplate(name: string): boolean {
  return /@\.[a-z]+$/.test(name);
}
