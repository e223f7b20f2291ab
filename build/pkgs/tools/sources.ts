/**
 * Brings the binaries that build/pkgs packs, and prints the Bazel flags that say which versions they are, one a line.
 *   node build/pkgs/tools/sources.ts
 * Each source comes from the first of these that has it: KUBE_BINARIES, what is there, the mirror that the config names, and
 * Debian's archive where a mirror does not answer. What none of them has is not an error: its packages are left out.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { downloadsOf, fetchSources } from '../../../src/commands/fetch.ts';
import { planConfig } from '../../../src/plan/plan_config.ts';
import { InputError, ToolError } from '../../../src/problems/errors.ts';
import { silentHosts } from '../../../src/fetch/fetch.ts';
import { forgetFetched, missing } from '../../../src/fetch/fetched.ts';
import { processIo } from '../../../src/system/io.ts';
import { layOwn } from './own_binaries.ts';
import { clearSlots, fillSlot, isFilled, type Slot, slotsOf, storedFile } from './slots.ts';

const CONFIG = 'build/pkgs/packages.yaml';
const STORE = '.tools/binaries';
/** Milliseconds. A mirror that is there answers a HEAD sooner than this. */
const PATIENCE = 4000;

/** What Debian's archive has, and the overrides that say its version. A kubelet of today needs newer plugins, but none is packed with these. */
const DEBIAN = {
  kubectl: (version: string) => `packages.kubectl.version=v${version}`,
  'cni-plugins': (version: string) => `vars.cni_version=${version},packages.kubelet.depends.kubernetes-cni=*`,
};

type Settings = Readonly<Record<'version' | 'revision' | 'engine' | 'set' | 'own' | 'time', string | undefined>>;

async function main(settings: Settings): Promise<string[]> {
  const { version, revision, engine } = settings;
  const layers = { config: CONFIG, version, revision, engine, set: settings.set === undefined ? [] : [settings.set] };
  const planned = await planConfig(layers);
  const { loaded } = planned;
  const slots = slotsOf(loaded);
  clearSlots(slots, STORE);
  if (settings.own !== undefined) {
    const own = await layOwn(settings.own, slots, STORE, say);
    say(`packing ${list(own)} of ${settings.own} as ${loaded.general.config.version} (VERSION=v1.2.3 says otherwise)`);
  }

  const wanted = await missing(downloadsOf(planned, process.cwd()));
  const silent = await silentHosts(wanted, PATIENCE, process.env);
  if (silent.length === 0) {
    if (wanted.length > 0) await fetchSources({ layers }, processIo());
    return flagsOf(settings);
  }
  for (const line of silent) say(`no answer from ${line}`);
  // What was fetched for another version would be packed under this one's name.
  for (const { file } of wanted) await forgetFetched(file);
  return flagsOf(settings, layDebian(slots));
}

interface FromDebian {
  /** Source to version. */
  readonly versions: ReadonlyMap<string, string>;
  /** Whether nothing else bears the version of the set. */
  readonly alone: boolean;
}

/** Fills the slots of sources that are nowhere; one that is there for some architecture may be of another version. */
function layDebian(slots: readonly Slot[]): FromDebian {
  const absent = Object.keys(DEBIAN).filter((name) => !slots.some((slot) => slot.name === name && isFilled(slot)));
  const alone = !slots.some((slot) => ['kubelet', 'kubeadm'].includes(slot.name) && isFilled(slot));
  if (absent.length === 0 || !bringDebian(slots)) return { versions: new Map(), alone };
  for (const slot of slots) {
    const stored = storedFile(STORE, 'debian', slot);
    if (absent.includes(slot.name) && existsSync(stored)) fillSlot(slot, stored);
  }
  const versions = new Map<string, string>();
  for (const line of readFileSync(`${STORE}/debian/versions`, 'utf8').trimEnd().split('\n')) {
    const [name = '', version = ''] = line.split(' ');
    if (absent.includes(name)) versions.set(name, version);
  }
  say(`packing ${[...versions].map((pair) => pair.join(' ')).join(' and ')} from Debian's archive`);
  return { versions, alone };
}

// Where something else is there to be packed, an archive that gives nothing does not stop it.
function bringDebian(slots: readonly Slot[]): boolean {
  try {
    execFileSync('build/pkgs/tools/debian-binaries', [`${STORE}/debian`], { stdio: ['ignore', 2, 2] });
    return true;
  } catch (cause) {
    if (slots.some(isFilled)) return false;
    const hint = 'KUBE_BINARIES=DIR make packages packs your own DIR/<arch>/<program>';
    throw new ToolError(`there are no binaries: no mirror and no archive of Debian's gives any; ${hint}`, { cause });
  }
}

function flagsOf(settings: Settings, debian: FromDebian = { versions: new Map(), alone: false }): string[] {
  const versions = new Map(debian.versions);
  const kubectl = versions.get('kubectl');
  let { version } = settings;
  if (debian.alone && kubectl !== undefined) {
    if (version !== undefined) say(`VERSION=${version} is of no use: all that is there to be packed is ${kubectl}`);
    version = `v${kubectl}`;
    versions.delete('kubectl');
  }
  const overrides = [...versions].map(([name, found]) => DEBIAN[name as keyof typeof DEBIAN](found));
  if (settings.set !== undefined) overrides.push(settings.set);
  const flags = {
    version,
    revision: settings.revision,
    source_date_epoch: settings.time,
    engine: settings.engine,
    set: overrides.join(','),
  };
  return Object.entries(flags)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `--//build/pkgs:${name}=${String(value)}`);
}

function list(slots: readonly Slot[]): string {
  const names = slots.map((slot) => `${slot.architecture}/${slot.fileName}`);
  return names.length === 0 ? 'nothing' : names.join(', ');
}

function say(line: string): void {
  process.stderr.write(`packages: ${line}\n`);
}

// An empty variable is one that is not set.
const setting = (name: string): string | undefined => process.env[name] || undefined;

main({
  version: setting('VERSION'),
  revision: setting('REVISION'),
  engine: setting('ENGINE'),
  set: setting('SET'),
  time: setting('SOURCE_DATE_EPOCH'),
  own: setting('KUBE_BINARIES'),
}).then(
  (flags) => process.stdout.write(flags.map((flag) => `${flag}\n`).join('')),
  (error: unknown) => {
    if (!(error instanceof InputError || error instanceof ToolError)) throw error;
    process.stderr.write(`packages: ${error.message}\n`);
    process.exitCode = error instanceof InputError ? 2 : 1;
  },
);
