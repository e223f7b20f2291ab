/** Renders the first config of a folder. */
import Handlebars from 'handlebars';
import { Document } from 'yaml';
import { readTemplate } from '../system/template.ts';
import { FIRST_REVISION } from './changelog.ts';
import type { Fact, Facts } from './facts.ts';
import { sourceName } from './names.ts';
import { asText } from './programs.ts';
import type { Program } from './programs.ts';

export interface ConfigParts {
  readonly facts: Facts;
  readonly programs: readonly Program[];
  /** Labels by Go's names of architectures; absent outside of a Bazel workspace. */
  readonly platforms: Readonly<Record<string, string>> | undefined;
  /** The architectures to assume if nothing tells them. */
  readonly machine: string;
  /** The path of the JSON Schema from the folder, if it is installed. */
  readonly schema: string | undefined;
  /** The names of the files that are written beside it. */
  readonly copyright: string;
  readonly changelog: string;
}

export function configText(parts: ConfigParts): string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('plain', plain);
  handlebars.registerHelper('list', (items: readonly string[]) => `[${items.map(plain).join(', ')}]`);
  handlebars.registerHelper('text', ({ value }: Fact) => plain(asText(value)));
  handlebars.registerHelper('remark', remark);
  const template = handlebars.compile(readTemplate('init/packages.yaml.hbs'), { noEscape: true });
  return template(templateValues(parts));
}

// The reader of the config sees what to check and what to fill in.
function remark(fact: Fact): string {
  return 'wanted' in fact ? ` # FILL IN: ${fact.wanted}` : ` # from ${fact.from}`;
}

/** The values for the template. */
function templateValues(parts: ConfigParts): object {
  const { facts, programs, platforms, machine, schema, changelog } = parts;
  const built = [...new Set(programs.flatMap(({ architectures }) => architectures))].sort();
  const known = built.filter((name) => name !== 'all');
  const architectures = known.length > 0 ? known : built.length > 0 ? ['all'] : [machine];
  const packages = programs.map(({ name, packageName, architectures: own, interpreter }) => ({
    name: packageName,
    architectures: own.join() === architectures.join() ? undefined : own,
    contents: [
      { src: `@${sourceName(packageName)}`, dst: asText(`/usr/bin/${name}`) },
      ...licenseContents(packageName, parts),
    ],
    interpreter,
  }));
  const usedPlatforms = Object.entries(platforms ?? {}).filter(([name]) => architectures.includes(name));
  return {
    ...facts,
    schema,
    changelog,
    revision: FIRST_REVISION,
    isBazel: platforms !== undefined,
    platforms: usedPlatforms.length > 0 ? Object.fromEntries(usedPlatforms) : undefined,
    architectures,
    architecturesRemark: built.length > 0 ? 'Those of the programs.' : "FILL IN: this machine's, until there is a program.",
    programs: programs.map(({ packageName, file }) => ({ source: sourceName(packageName), file })),
    packages: packages.length > 0 ? packages : [{ name: facts.name, source: sourceName(facts.name), documents: licenseContents(facts.name, parts) }],
  }; // prettier-ignore
}

// An rpm has the licence as its authors wrote it, where Bazel or a folder has it; a deb says who holds it, and under which terms.
function licenseContents(name: string, { facts: { licenseFile }, copyright }: ConfigParts): object[] {
  const deb = { src: copyright, dst: `/usr/share/doc/${name}/copyright`, type: 'license' };
  if (licenseFile === undefined) return [deb];
  const file = licenseFile.slice(licenseFile.lastIndexOf('/') + 1);
  const rpm = { src: asText(licenseFile), dst: asText(`/usr/share/licenses/${name}/${file}`), type: 'license' };
  return [
    { ...deb, only: 'deb' },
    { ...rpm, only: 'rpm' },
  ];
}

/** Quotes a string so that it can stand in `{ }` and in `[ ]`, and so anywhere. */
function plain(text: string): string {
  const document = new Document();
  document.contents = document.createNode([text], { flow: true });
  const written = document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
  return written.trimEnd().slice(1, -1);
}
