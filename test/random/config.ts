/** A config out of a seed, and the files that it names. It says what can be said, and nothing that is a mistake. */
import { COMPRESSIONS } from '../../src/format/compression.ts';
import { createRandom, type Random } from '../support/random.ts';
import { contents, type Inputs, sources, treeInputs } from './contents.ts';
import { relations } from './relations.ts';
import { alternatives, changelog, scripts, systemd, sysusers, triggers } from './scripts.ts';
import {
  DEB_FIELDS, DEB_SECTIONS, description, HOMEPAGES, LICENSES, line, MAINTAINERS, PRIORITIES, RPM_FIELDS, RPM_GROUPS, VENDORS,
} from './texts.ts'; // prettier-ignore

export interface RandomConfig {
  /** As in packages.yaml. */
  readonly config: object;
  readonly inputs: Inputs;
}

const NAMES = ['pkg', 'pkg-2.0+x', '0pkg', 'p-k.g', 'libpkg++', 'x'.repeat(60)];
const VERSIONS = [
  'v1.2.3', '1.32.0-alpha.1', '0.0.1+git5', 'v2.4.0-3-gabcdef1', '1.2', '10.0.0-rc.1+dirty', '2026.11.25', '1.0.0-dirty',
]; // prettier-ignore
const REVISIONS = ['0', '1.1', '2.el9', '0~rc1', '3+b1'];
const ARCHITECTURES = ['amd64', 'amd64', 'arm64', 'all', '386', 'arm', 'ppc64le', 's390x', 'riscv64'];

/** `archives` is the folder of the archives that sources name. */
export function randomConfig(seed: number, archives: string): RandomConfig {
  const random = createRandom(seed);
  const inputs: Inputs = { files: {}, links: {} };
  treeInputs(random, inputs);
  const version = random.pick(VERSIONS);
  const config = {
    apiVersion: 'onepack/v1',
    version,
    ...sometimes(random, 3, () => ({ epoch: random.pick([0, 1, 2147483647]) })),
    ...sometimes(random, 2, () => ({ revision: revision(random) })),
    architectures: [random.pick(ARCHITECTURES)],
    compression: { deb: random.pick(COMPRESSIONS), rpm: random.pick(COMPRESSIONS) },
    // None to come: fpm makes links anew, and rpmbuild only sets times back.
    ...sometimes(random, 3, () => ({ sourceDateEpoch: random.pick([1, 1700000000]) })),
    defaults: { maintainer: random.pick(MAINTAINERS), license: random.pick(LICENSES) },
    sources: sources(archives),
    packages: { [random.pick(NAMES)]: packageOf(random, inputs) },
  };
  return { config, inputs };
}

function revision(random: Random): unknown {
  return random.oneIn(2) ? random.pick(REVISIONS) : { deb: random.pick(REVISIONS), rpm: random.pick(REVISIONS) };
}

function packageOf(random: Random, inputs: Inputs): object {
  const files = contents(random, inputs);
  return {
    summary: line(random),
    ...sometimes(random, 2, () => ({ description: description(random) })),
    ...sometimes(random, 3, () => ({ vendor: random.pick(VENDORS) })),
    ...sometimes(random, 3, () => ({ homepage: random.pick(HOMEPAGES) })),
    ...sometimes(random, 2, () => ({ section: random.pick(DEB_SECTIONS) })),
    ...sometimes(random, 4, () => ({ priority: random.pick(PRIORITIES) })),
    ...sometimes(random, 3, () => ({ fields: { deb: fields(DEB_FIELDS, random), rpm: fields(RPM_FIELDS, random) } })),
    ...relations(random),
    ...(files.length === 0 ? {} : { contents: files }),
    ...scripts(random, inputs),
    ...triggers(random, inputs),
    ...systemd(random, inputs),
    ...sysusers(random),
    ...alternatives(random, files),
    ...changelog(random, inputs),
    ...sometimes(random, 3, () => ({
      overrides: { rpm: { section: random.pick(RPM_GROUPS), summary: line(random) } },
    })),
  };
}

function sometimes(random: Random, count: number, make: () => object): object {
  return random.oneIn(count) ? make() : {};
}

function fields(table: Readonly<Record<string, readonly string[]>>, random: Random): object {
  const names = random.some(Object.keys(table), 0, 4);
  return Object.fromEntries(names.map((name) => [name, random.pick(table[name] ?? [])]));
}
