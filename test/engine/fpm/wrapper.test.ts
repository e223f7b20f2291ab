import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { Plan } from '../../../src/plan/plan.ts';
import { sh } from '../../../src/system/template.ts';
import { renderWrapper } from '../../../src/engine/fpm/wrapper.ts';
import { barePlan, samplePlan } from '../../artifact/sample.ts';
import { run, temporaryFolder } from '../../support/packing.ts';
import { hasShellcheck, SHELLS } from '../../support/shells.ts';

const folder = temporaryFolder();

/** Texts that end a quotation, a command or a comment wherever quoting is forgotten. */
const NASTY = `'; touch pwned; echo "$(touch pwned)" \`touch pwned\` \\' \n touch pwned #`;

const PLANS: Readonly<Record<string, Plan>> = {
  deb: samplePlan('deb'),
  rpm: samplePlan('rpm'),
  'deb zstd': samplePlan('deb', { compression: 'zstd' }),
  'rpm zstd': samplePlan('rpm', { compression: 'zstd' }),
  'bare deb': barePlan('deb'),
  'bare rpm': barePlan('rpm'),
  'nasty deb': samplePlan('deb', nasty()),
  'nasty rpm': samplePlan('rpm', nasty()),
};

function nasty(): Partial<Plan> {
  return {
    config: NASTY,
    package: NASTY,
    maintainer: NASTY,
    vendor: NASTY,
    summary: NASTY,
    description: NASTY,
    homepage: NASTY,
  };
}

beforeAll(() => {
  for (const [name, plan] of Object.entries(PLANS)) writeFileSync(join(folder, `${name}.sh`), renderWrapper(plan));
});

describe('sh', () => {
  it.each(['', 'plain', "it's", '$HOME `id` "x" \\', 'two\nlines', '-n', '*'])(
    'is one word again: %j',
    async (text) => {
      expect(await run('sh', ['-c', `printf '<%s>' ${sh(text)}`])).toBe(`<${text}>`);
    },
  );
});

describe('a wrapper', () => {
  it.each(SHELLS.flatMap((shell) => Object.keys(PLANS).map((name) => [shell.join(' '), name] as const)))(
    'is read by %s: %s',
    async (shell, name) => {
      const [command = 'sh', ...args] = shell.split(' ');
      await run(command, [...args, '-n', join(folder, `${name}.sh`)]);
    },
  );

  (hasShellcheck ? it : it.skip)('is faultless to shellcheck', async () => {
    await run(
      'shellcheck',
      Object.keys(PLANS).map((name) => join(folder, `${name}.sh`)),
    );
  });

  it('depends on the plan alone', () => {
    const plan = samplePlan('deb');
    expect(renderWrapper(JSON.parse(JSON.stringify(plan)) as Plan)).toBe(renderWrapper(plan));
  });

  it('is for humans: one argument a line', () => {
    const lines = renderWrapper(samplePlan('rpm')).split('\n');
    expect(lines).toContain("  --depends 'glibc >= 2.3~rc1' \\");
    expect(lines).toContain("  --rpm-attr '0600,root,root:/etc/sample/keep.conf' \\");
    expect(lines).toContain("  --vendor 'Acme'\\''s' \\");
  });

  it.each(['deb', 'rpm'])('hands fpm texts as they are, whatever is in them: %s', async (format) => {
    const work = join(folder, `work ${format}`);
    const bin = join(work, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'fpm'), '#!/bin/sh\nprintf "%s\\0" "$@" >"$HOME/../arguments"\n', { mode: 0o755 });
    const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
    await execa('sh', [join(folder, `nasty ${format}.sh`), work], { env, cwd: folder });
    const { stdout } = await execa('cat', [join(work, 'arguments')]);
    const words = stdout.split('\0');
    expect(words[words.indexOf('--maintainer') + 1]).toBe(NASTY);
    expect(words[words.indexOf('--vendor') + 1]).toBe(NASTY);
    expect(await run('find', [folder, '-name', 'pwned'])).toBe('');
  });
});
