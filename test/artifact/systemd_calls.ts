/** What dpkg and rpm call, and what scripts are to call then. Words are divided by `; `, and `''` is an empty argument. */
import type { Plan } from '../../src/plan/plan.ts';
import type { PlanUnit } from '../../src/stanza/systemd/schema.ts';

/** What dpkg calls, in its order: the old version is 1.0. https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html */
export const DEB_EVENTS = {
  install: "preinst install; postinst configure ''",
  'install after a removal': 'preinst install 1.0 2.0; postinst configure 1.0',
  upgrade: 'prerm upgrade 2.0; preinst upgrade 1.0 2.0; postrm upgrade 2.0; postinst configure 1.0',
  downgrade: 'prerm upgrade 0.9; preinst upgrade 1.0 0.9; postrm upgrade 0.9; postinst configure 1.0',
  remove: 'prerm remove; postrm remove',
  purge: 'postrm purge',
  'upgrade that the old prerm stops': 'prerm upgrade 2.0; prerm failed-upgrade 1.0 2.0; postinst abort-upgrade 2.0',
  'upgrade that the new preinst stops':
    'prerm upgrade 2.0; preinst upgrade 1.0 2.0; postrm abort-upgrade 1.0 2.0; postinst abort-upgrade 2.0',
  'upgrade that the old postrm stops':
    'prerm upgrade 2.0; preinst upgrade 1.0 2.0; postrm upgrade 2.0; postrm failed-upgrade 1.0 2.0; ' +
    'preinst abort-upgrade 2.0; postrm abort-upgrade 1.0 2.0; postinst abort-upgrade 2.0',
  'upgrade that the new postrm saves':
    'prerm upgrade 2.0; preinst upgrade 1.0 2.0; postrm upgrade 2.0; postrm failed-upgrade 1.0 2.0; postinst configure 1.0',
  'removal that prerm stops': 'prerm remove; postinst abort-remove',
  'removal for another package that prerm stops': 'prerm remove in-favour x 1.0; postinst abort-remove in-favour x 1.0',
  deconfiguration: 'prerm deconfigure in-favour x 1.0; postinst abort-deconfigure in-favour x 1.0',
  disappearance: 'postrm disappear x 1.0',
  'installation that preinst stops': 'preinst install; postrm abort-install',
} as const;

/** What rpm calls: the number is of the versions that are there afterwards. An upgrade calls the last two of the old package. */
export const RPM_EVENTS = {
  install: 'pre 1; post 1',
  upgrade: 'pre 2; post 2; preun 1; postun 1',
  erase: 'preun 0; postun 0',
} as const;

export type Event = keyof typeof DEB_EVENTS | keyof typeof RPM_EVENTS;

function unit(name: string, more: Partial<PlanUnit> = {}): PlanUnit {
  return { name, enable: 'preset', start: true, restartOnUpgrade: true, ...more };
}

const quiet = unit('k.service', { start: false, restartOnUpgrade: false });
const mixed = [
  unit('a.service'),
  unit('b.timer', { restartOnUpgrade: false }),
  unit('c.socket', { start: false }),
  unit('d@.service', { start: false }),
  unit('e.path', { enable: 'none' }),
  unit('f.mount', { enable: 'enable', restartOnUpgrade: 'stop-start' }),
];

export interface Case {
  readonly format: 'deb' | 'rpm';
  readonly systemd: NonNullable<Plan['systemd']>;
  readonly calls: Readonly<Partial<Record<Event, string>>>;
}

const helper = (...units: PlanUnit[]): Omit<Case, 'calls'> => ({
  format: 'deb',
  systemd: { style: 'deb-systemd-helper', units },
});
const systemctl = (...units: PlanUnit[]): Omit<Case, 'calls'> => ({
  format: 'deb',
  systemd: { style: 'systemctl', units },
});
const rpm = (...units: PlanUnit[]): Omit<Case, 'calls'> => ({ format: 'rpm', systemd: { units } });

const RELOAD = 'systemctl --system daemon-reload';
const ENABLED = 'helper unmask k.service; helper --quiet was-enabled k.service; helper enable k.service';
const MIXED =
  'helper unmask a.service b.timer c.socket d@.service e.path f.mount; helper debian-installed f.mount; ' +
  'helper --quiet was-enabled a.service; helper enable a.service; ' +
  'helper --quiet was-enabled b.timer; helper enable b.timer; ' +
  'helper --quiet was-enabled c.socket; helper enable c.socket; ' +
  'helper --quiet was-enabled d@.service; helper enable d@.service; ' +
  'helper --quiet was-enabled f.mount; helper enable f.mount; ' +
  'helper debian-installed e.path; helper --quiet was-enabled e.path; helper enable e.path; helper update-state e.path';
const REMOVED = 'systemctl --no-reload disable k.service; systemctl stop k.service';
const STARTED = 'systemctl daemon-reload; systemctl is-enabled k.service; systemctl start k.service';
const RESTARTED = 'systemctl daemon-reload; systemctl try-restart k.service';

/** With systemd running and every unit enabled. Each event that the format has is here. */
export const CASES: Readonly<Record<string, Case>> = {
  'a deb': {
    ...helper(unit('k.service')),
    calls: {
      install: `${ENABLED}; ${RELOAD}; invoke start k.service`,
      'install after a removal': `${ENABLED}; ${RELOAD}; invoke restart k.service`,
      upgrade: `${RELOAD}; ${ENABLED}; ${RELOAD}; invoke restart k.service`,
      downgrade: `${RELOAD}; ${ENABLED}; ${RELOAD}; invoke restart k.service`,
      remove: `invoke stop k.service; ${RELOAD}; helper mask k.service`,
      purge: `${RELOAD}; helper purge k.service; helper unmask k.service`,
      'upgrade that the old prerm stops': `${ENABLED}; ${RELOAD}`,
      'upgrade that the new preinst stops': `${RELOAD}; ${ENABLED}; ${RELOAD}`,
      'upgrade that the old postrm stops': `${RELOAD}; ${RELOAD}; ${RELOAD}; ${ENABLED}; ${RELOAD}`,
      'upgrade that the new postrm saves': `${RELOAD}; ${RELOAD}; ${ENABLED}; ${RELOAD}; invoke restart k.service`,
      'removal that prerm stops': `invoke stop k.service; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      'removal for another package that prerm stops': `invoke stop k.service; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      deconfiguration: `${ENABLED}; ${RELOAD}`,
      disappearance: RELOAD,
      'installation that preinst stops': RELOAD,
    },
  },
  'a deb of kubelet as its 1.14 packages were': {
    ...helper(unit('k.service', { restartOnUpgrade: 'stop-start' })),
    calls: {
      install: `${ENABLED}; ${RELOAD}; invoke start k.service`,
      'install after a removal': `${ENABLED}; ${RELOAD}; invoke start k.service`,
      upgrade: `invoke stop k.service; ${RELOAD}; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      downgrade: `invoke stop k.service; ${RELOAD}; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      remove: `invoke stop k.service; ${RELOAD}; helper mask k.service`,
      purge: `${RELOAD}; helper purge k.service; helper unmask k.service`,
      'upgrade that the old prerm stops': `invoke stop k.service; invoke stop k.service; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      'upgrade that the new preinst stops': `invoke stop k.service; ${RELOAD}; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      'upgrade that the old postrm stops': `invoke stop k.service; ${RELOAD}; ${RELOAD}; ${RELOAD}; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      'upgrade that the new postrm saves': `invoke stop k.service; ${RELOAD}; ${RELOAD}; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      'removal that prerm stops': `invoke stop k.service; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      'removal for another package that prerm stops': `invoke stop k.service; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      deconfiguration: `invoke stop k.service; ${ENABLED}; ${RELOAD}; invoke start k.service`,
      disappearance: RELOAD,
      'installation that preinst stops': RELOAD,
    },
  },
  'a deb of kubelet as it is now': {
    ...systemctl(quiet),
    calls: {
      install: 'systemctl preset k.service',
      'install after a removal': 'systemctl preset k.service',
      upgrade: 'systemctl daemon-reload; systemctl preset k.service',
      downgrade: 'systemctl daemon-reload; systemctl preset k.service',
      remove: `${REMOVED}; systemctl daemon-reload`,
      purge: 'systemctl daemon-reload',
      'upgrade that the old prerm stops': '',
      'upgrade that the new preinst stops': 'systemctl daemon-reload',
      'upgrade that the old postrm stops': 'systemctl daemon-reload; systemctl daemon-reload; systemctl daemon-reload',
      'upgrade that the new postrm saves':
        'systemctl daemon-reload; systemctl daemon-reload; systemctl preset k.service',
      'removal that prerm stops': `${REMOVED}; systemctl preset k.service; ${STARTED}`,
      'removal for another package that prerm stops': `${REMOVED}; systemctl preset k.service; ${STARTED}`,
      deconfiguration: '',
      disappearance: 'systemctl daemon-reload',
      'installation that preinst stops': 'systemctl daemon-reload',
    },
  },
  'a deb that calls systemctl': {
    ...systemctl(unit('k.service')),
    calls: {
      install: `systemctl preset k.service; ${STARTED}`,
      'install after a removal': `systemctl preset k.service; ${RESTARTED}; ${STARTED}`,
      upgrade: `systemctl daemon-reload; systemctl preset k.service; ${RESTARTED}; ${STARTED}`,
      downgrade: `systemctl daemon-reload; systemctl preset k.service; ${RESTARTED}; ${STARTED}`,
      remove: `${REMOVED}; systemctl daemon-reload`,
      purge: 'systemctl daemon-reload',
      'upgrade that the old prerm stops': '',
      'upgrade that the new preinst stops': 'systemctl daemon-reload',
      'upgrade that the old postrm stops': 'systemctl daemon-reload; systemctl daemon-reload; systemctl daemon-reload',
      'upgrade that the new postrm saves': `systemctl daemon-reload; systemctl daemon-reload; systemctl preset k.service; ${RESTARTED}; ${STARTED}`,
      'removal that prerm stops': `${REMOVED}; systemctl preset k.service; ${STARTED}`,
      'removal for another package that prerm stops': `${REMOVED}; systemctl preset k.service; ${STARTED}`,
      deconfiguration: '',
      disappearance: 'systemctl daemon-reload',
      'installation that preinst stops': 'systemctl daemon-reload',
    },
  },
  'an rpm of kubelet as it is now': {
    ...rpm(quiet),
    calls: {
      install: 'systemctl preset k.service',
      upgrade: 'systemctl daemon-reload',
      erase: `${REMOVED}; systemctl daemon-reload`,
    },
  },
  'an rpm': {
    ...rpm(unit('k.service')),
    calls: {
      install: `systemctl preset k.service; ${STARTED}`,
      upgrade: RESTARTED,
      erase: `${REMOVED}; systemctl daemon-reload`,
    },
  },
  'an rpm that stops and starts': {
    ...rpm(unit('k.service', { restartOnUpgrade: 'stop-start' })),
    calls: {
      install: `systemctl preset k.service; ${STARTED}`,
      upgrade: `systemctl stop k.service; ${STARTED}; systemctl daemon-reload`,
      erase: `${REMOVED}; systemctl daemon-reload`,
    },
  },
  'a deb of many units': {
    ...helper(...mixed),
    calls: {
      install: `${MIXED}; ${RELOAD}; invoke start a.service b.timer e.path f.mount`,
      upgrade:
        `invoke stop f.mount; ${RELOAD}; ${MIXED}; ${RELOAD}; invoke restart a.service e.path; ` +
        'invoke try-restart c.socket d@*.service; invoke start b.timer f.mount',
      remove:
        `invoke stop a.service b.timer c.socket d@*.service e.path f.mount; ${RELOAD}; ` +
        'helper mask a.service b.timer c.socket d@.service e.path f.mount',
      'removal that prerm stops':
        `invoke stop a.service b.timer c.socket d@*.service e.path f.mount; ${MIXED}; ${RELOAD}; ` +
        'invoke start a.service b.timer c.socket e.path f.mount',
    },
  },
  'an rpm of many units': {
    ...rpm(...mixed),
    calls: {
      install:
        'systemctl preset a.service b.timer c.socket d@.service; systemctl enable f.mount; systemctl daemon-reload; ' +
        'systemctl is-enabled a.service; systemctl start a.service; systemctl is-enabled b.timer; systemctl start b.timer; ' +
        'systemctl is-enabled e.path; systemctl start e.path; systemctl is-enabled f.mount; systemctl start f.mount',
      upgrade:
        'systemctl stop f.mount; systemctl daemon-reload; systemctl is-enabled f.mount; systemctl start f.mount; ' +
        'systemctl daemon-reload; systemctl try-restart a.service c.socket d@*.service e.path',
      erase:
        'systemctl --no-reload disable a.service b.timer c.socket d@.service e.path f.mount; ' +
        'systemctl stop a.service b.timer c.socket d@*.service e.path f.mount; systemctl daemon-reload',
    },
  },
};
