/** Renders the fpm wrapper of a plan: a POSIX shell script that people can read and run by hand. It depends on nothing but the plan. */
import { COMPRESSION_ROWS, type CompressionTool } from '../../format/compression.ts';
import { FIELDS } from '../../format/fields.ts';
import { type Plan, planName } from '../../plan/plan.ts';
import { type FpmArgument, formatArgument } from './arguments.ts';
import { attributeCommands, hasOwnTimes } from './contents.ts';
import { changelogArguments, changelogCommands } from './arguments.ts';
import { contentArguments, contentEdits } from './contents.ts';
import { fieldArguments, fieldEdits } from './fields.ts';
import { triggerArguments } from './arguments.ts';
import { renderTemplate } from '../../system/template.ts';
import { scriptKinds } from '../../stanza/script_parts.ts';

/** The names of what the wrapper writes in its work folder. */
export function wrapperOutput(plan: Plan): string {
  return `package.${plan.format}`;
}

export function renderWrapper(plan: Plan): string {
  const edits = [...fieldEdits(plan), ...contentEdits(plan)];
  const afterEdits = [...attributeCommands(plan), ...changelogCommands(plan)];
  return renderTemplate('engine/fpm/fpm.sh.hbs', {
    fileName: comment(plan.fileName),
    package: comment(plan.package),
    architecture: comment(architectures(plan)),
    format: plan.format,
    config: comment(plan.config),
    keep: comment(keepCommand(plan)),
    name: comment(`WORK/${planName(plan)}`),
    output: wrapperOutput(plan),
    correctedTool: correctedTool(plan),
    edited: plan.format === 'deb' ? 'control file' : 'spec file',
    edits,
    afterEdits,
    isTarTimed: plan.format === 'deb' && hasOwnTimes(plan),
    editor: afterEdits.length === 0 ? 'sed -i -f $work/scratch/edit.sed' : 'sh -eu $work/scratch/edit.sh',
    sourceDateEpoch: plan.sourceDateEpoch,
    arguments: fpmArguments(plan).map(formatArgument),
  });
}

/** The command, as a person types it, that packs this plan and keeps its work folder. */
export function keepCommand(plan: Plan): string {
  const flags = `--package=${plan.package} --arch=${plan.architecture} --format=${plan.format}`;
  return `npx onepack --config=${plan.config} ${flags} --keep-work=WORK`;
}

function correctedTool({ format, compression }: Plan): CompressionTool | undefined {
  const { tool } = COMPRESSION_ROWS[compression];
  return format === 'deb' && tool?.level !== undefined ? tool : undefined;
}

function fpmArguments(plan: Plan): FpmArgument[] {
  return [
    ['--log', 'info'],
    ['--force'],
    ['--edit'],
    ['--input-type', 'dir'],
    ['--output-type', plan.format],
    ['--chdir', { below: 'root' }],
    ['--workdir', { below: 'scratch' }],
    ['--package', wrapperOutput(plan)],
    ...fieldArguments(plan),
    ...scriptArguments(plan),
    ...triggerArguments(plan),
    ...contentArguments(plan),
    ...(plan.format === 'deb' ? DEB_ARGUMENTS : rpmArguments(plan)),
    ...changelogArguments(plan),
    ...COMPRESSION_ROWS[plan.compression].fpm[plan.format],
  ];
}

const DEB_ARGUMENTS: readonly FpmArgument[] = [
  ['--deb-user', 'root'],
  ['--deb-group', 'root'],
  // Otherwise everything in /etc becomes a conffile.
  ['--deb-no-default-config-files'],
  // fpm always adds a changelog. This is the config's own, or one with the date of the plan.
  ['--deb-changelog', { below: 'changelog' }],
];

// Otherwise folders and links, which fpm makes anew, get the current time.
const CLAMP = 'clamp_mtime_to_source_date_epoch 1';

const RPM_ARGUMENTS: readonly FpmArgument[] = [
  ['--rpm-user', 'root'],
  ['--rpm-group', 'root'],
  // The default is md5, which a machine in FIPS mode cannot verify.
  ['--rpm-digest', 'sha256'],
  // Empty if the config has none: fpm's own would have the date of SOURCE_DATE_EPOCH, and rpmbuild refuses dates before 1990.
  ['--rpm-changelog', { below: 'changelog' }],
  ['--rpm-rpmbuild-define', '_buildhost onepack'],
  ['--rpm-rpmbuild-define', 'use_source_date_epoch_as_buildtime 1'],
  ['--rpm-rpmbuild-define', CLAMP],
  // Otherwise rpmbuild adds a link in /usr/lib/.build-id for each ELF file.
  ['--rpm-rpmbuild-define', '_build_id_links none'],
];

function rpmArguments(plan: Plan): readonly FpmArgument[] {
  return hasOwnTimes(plan) ? RPM_ARGUMENTS.filter(([, value]) => value !== CLAMP) : RPM_ARGUMENTS;
}

function scriptArguments(plan: Plan): FpmArgument[] {
  const kinds: readonly string[] = scriptKinds(plan);
  return FIELDS.flatMap(({ key, fpm }) => {
    const flag = fpm?.[plan.format];
    return kinds.includes(key) && flag !== undefined ? [[flag, { below: `scripts/${key}` }] as const] : [];
  });
}

// A comment ends with its line, so control characters in names are replaced.
function comment(text: string): string {
  // eslint-disable-next-line no-control-regex -- This looks for control characters.
  return text.replace(/[\u0000-\u001f\u007f]/g, '?');
}

function architectures({ architecture, formatArchitecture }: Plan): string {
  return architecture === formatArchitecture ? architecture : `${architecture} (${formatArchitecture})`;
}
