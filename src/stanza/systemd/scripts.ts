/**
 * The shell that `systemd` adds to each script. What dpkg and rpm call a script with:
 * https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html#summary-of-ways-maintainer-scripts-are-called
 * https://docs.fedoraproject.org/en-US/packaging-guidelines/Scriptlets/#_syntax
 * For a deb, what debhelper's dh_installsystemd does, or debbuild's macros; for an rpm, what systemd's own macros do, with the
 * one program that is on every system: https://www.freedesktop.org/software/systemd/man/latest/daemon.html
 * Nothing here can fail an installation, and where no systemd runs, nothing is started, stopped or reloaded.
 */
import { renderTemplate } from '../../system/template.ts';
import type { StanzaScript, StanzaScripts } from '../stanza.ts';
import { isTemplate, type PlanSystemd, type PlanUnit } from './schema.ts';

export const systemdScripts: StanzaScripts<PlanSystemd> = {
  sides: {
    deb: { postinstall: 'after', preremove: 'before', postremove: 'after' },
    // dpkg calls the old prerm before files change; rpm calls nothing of the old package's then.
    rpm: { preinstall: 'before', postinstall: 'after', preremove: 'before', postremove: 'after' },
  },
  render,
};

const FOLDERS = { 'deb-systemd-helper': 'deb_systemd_helper', systemctl: 'deb_systemctl' } as const;

function render(systemd: PlanSystemd, { format, kind }: StanzaScript): string {
  const folder = format === 'rpm' ? 'rpm' : FOLDERS[systemd.style ?? 'deb-systemd-helper'];
  const view = systemdView(systemd);
  if (kind === 'preinstall' && view.stoppedStarted.length === 0) return '';
  const hasPost = view.isStarting || view.presets.length + view.enables.length > 0;
  if (format === 'rpm' && kind === 'postinstall' && !hasPost) return '';
  return renderTemplate(`stanza/systemd/${folder}/${kind}.hbs`, view, ['stanza/systemd/start_enabled.hbs']);
}

/** Names of units, for each thing that is done with some of them. */
function systemdView({ units }: PlanSystemd) {
  const names = (holds: (unit: PlanUnit) => boolean): string[] => units.filter(holds).map(({ name }) => name);
  const running = (holds: (unit: PlanUnit) => boolean): string[] => units.filter(holds).map(instances);
  const isStopped = (unit: PlanUnit): boolean => unit.restartOnUpgrade === 'stop-start' && !isTemplate(unit.name);
  // Which instances were stopped is not known afterwards, so those of a template are restarted.
  const isRestarted = (unit: PlanUnit): boolean => unit.restartOnUpgrade !== false && !isStopped(unit);
  const lists = {
    all: names(() => true),
    instances: running(() => true),
    presets: names(({ enable }) => enable === 'preset'),
    enables: names(({ enable }) => enable === 'enable'),
    enabled: names(({ enable }) => enable !== 'none'),
    nones: names(({ enable }) => enable === 'none'),
    startable: names(({ name }) => !isTemplate(name)),
    /** After first installation. */
    started: names(({ start }) => start),
    /** After an upgrade, or after an installation over what a removal left. */
    restarted: running((unit) => isRestarted(unit) && unit.start),
    tried: running((unit) => isRestarted(unit) && !unit.start),
    triedAll: running(isRestarted),
    startedAgain: names((unit) => !isRestarted(unit) && (unit.start || isStopped(unit))),
    startedAnyway: names((unit) => unit.start || isStopped(unit)),
    stoppedStarted: names(isStopped),
  };
  const { started, stoppedStarted, triedAll } = lists;
  return {
    ...lists,
    isStarting: started.length + stoppedStarted.length > 0,
    /** On an upgrade, more or something else is done than on first installation. */
    isChanging: triedAll.length + stoppedStarted.length > 0,
    changed: [...lists.restarted, ...lists.tried, ...lists.startedAgain],
  };
}

// Of a template, systemctl knows those that run: `getty@*.service`.
function instances({ name }: PlanUnit): string {
  return isTemplate(name) ? name.replace('@.', '@*.') : name;
}
