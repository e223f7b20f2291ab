/** The table of flags in docs/bazel.md. */
import { CONFIG_FLAGS, settingName } from '../../src/config/flags.ts';
import { filled } from './filled.ts';
import { code, table } from './markdown.ts';

export function bazelPage(): string {
  const rows = CONFIG_FLAGS.map(({ name, bazel, ...flag }) => {
    const setting = bazel.setting === 'sources' ? `${name}_<name>` : settingName(name);
    const choices = 'choices' in flag ? [flag.choices.map(code).join(', ')] : [];
    return [code(`--//build/pkgs:${setting}=`), [...choices, bazel.takes].join(': ')];
  });
  const stamp = [code('--stamp'), 'takes the version and the time from git, through the workspace status: below'];
  return filled('docs/bazel.md', { flags: `<!-- prettier-ignore -->\n${table(['flag', 'takes'], [...rows, stamp])}` });
}
