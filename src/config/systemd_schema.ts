/** What `systemd` may say of a package's units. Part of the one list of keys, schema.ts. */
import { z } from 'zod';

export const UNIT_ENABLES = ['preset', 'enable', 'none'] as const;
export const SYSTEMD_STYLES = ['deb-systemd-helper', 'systemctl'] as const;

/** What holds where neither the unit nor the package says otherwise. */
export const UNIT_DEFAULTS = { enable: 'preset', start: true, restartOnUpgrade: true } as const;

const text = z.string();

const settings = {
  enable: z
    .enum(UNIT_ENABLES)
    .optional()
    .describe(
      'On first installation: `preset` (the default) follows the presets of the distribution and of the administrator, which ' +
        'enable it on Debian and mostly do not on Fedora; `enable` enables it whatever they say; `none` leaves it alone.',
    ),
  start: z
    .boolean()
    .optional()
    .describe(
      'Whether it is started after installation, if it is enabled then; `true` by default. So a unit that the preset ' +
        'leaves disabled is not started, nor is one without `[Install]`, nor a template. A deb starts it after an upgrade too, where ' +
        'it is enabled and not running, since that may be an installation over what a removal left.',
    ),
  restartOnUpgrade: z
    .union([z.boolean(), z.literal('stop-start')])
    .optional()
    .describe(
      'What an upgrade or a downgrade does to a running unit: `true` (the default) restarts it once the new files are there, ' +
        '`false` leaves it running, `stop-start` stops it before the files change and starts it afterwards.',
    ),
};

const unitMap = z
  .strictObject({
    src: text
      .optional()
      .describe('Its file, as in `contents`: a path, `@name` or `@name/path`. Without it, the unit is in `contents`.'),
    name: text.optional().describe('Its name, `kubelet.service`; without it, that of the file.'),
    ...settings,
  })
  .meta({ title: 'unit' });

export const systemdKeys = {
  units: z
    .array(z.union([unitMap, text]))
    .min(1)
    .describe(
      'The units: each is a file, installed in /usr/lib/systemd/system with mode 0644 unless `contents` say otherwise, or a map for ' +
        'one with its own settings; `{name: kubelet.service}` is one that is in `contents`.',
    ),
  ...settings,
  style: z
    .enum(SYSTEMD_STYLES)
    .optional()
    .describe(
      'How the scripts of a deb do it; nothing in an rpm. `deb-systemd-helper` (the default) works as debhelper does: it remembers what the ' +
        'administrator enabled and disabled, asks policy-rc.d, and masks the units of a package that is removed and not purged. ' +
        '`systemctl` calls only systemctl and remembers nothing, so each configuration of the package applies `enable` again.',
    ),
};

export type SystemdConfig = z.infer<z.ZodObject<typeof systemdKeys>>;
export type UnitConfig = z.infer<typeof unitMap>;
