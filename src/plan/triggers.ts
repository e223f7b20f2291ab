/** `triggers`: what a package wants to hear of, and what it tells others. */
import type { PackageConfig } from '../config/schema.ts';
import type { KeyPath } from '../diagnostics.ts';
import { type Format, formats } from '../format/format.ts';
import { DEB_TRIGGER_KINDS, mistakeInDebTrigger, RPM_TRIGGER_KINDS } from '../format/triggers.ts';
import { parseRequirement } from './constraint.ts';
import { resolvePath } from './paths.ts';
import type { Plan } from './plan.ts';
import type { Reader } from './reader.ts';
import type { Scope } from './variables.ts';

type Triggers = NonNullable<Plan['triggers']>;

/** In the order of the kinds, then of the config. One with a problem, which is then reported, is left out. */
export function readTriggers(own: PackageConfig, name: string, format: Format, scope: Scope, reader: Reader): Triggers {
  const path = ['packages', name, 'triggers', format];
  if (format === 'deb') {
    return DEB_TRIGGER_KINDS.flatMap((kind) =>
      (own.triggers?.deb?.[kind] ?? []).flatMap((written, at) => {
        const on = reader.read(written, [...path, kind, at], scope);
        const message = on === undefined ? undefined : mistakeInDebTrigger(on);
        if (message !== undefined) reader.report({ code: 'trigger-name', message, path: [...path, kind, at] });
        return on === undefined || message !== undefined ? [] : [{ kind, on }];
      }),
    );
  }
  return RPM_TRIGGER_KINDS.flatMap((kind) =>
    (own.triggers?.rpm?.[kind] ?? []).flatMap((trigger, at) => {
      const on = readPackage(trigger.package, [...path, kind, at, 'package'], scope, reader);
      const scriptPath = [...path, kind, at, 'script'];
      const script = reader.read(trigger.script, scriptPath, scope);
      if (on === undefined || script === undefined) return [];
      return [{ kind, on, script: resolvePath(reader.located.folderOf(scriptPath), script) }];
    }),
  );
}

// rpm looks for triggers by the name of the other package, not by what it provides.
function readPackage(written: string, path: KeyPath, scope: Scope, reader: Reader): string | undefined {
  const text = reader.read(written, path, scope);
  if (text === undefined) return undefined;
  const parsed = parseRequirement(text);
  if ('error' in parsed) {
    const hint = parsed.hint === undefined ? {} : { hint: parsed.hint };
    reader.report({ code: 'constraint-syntax', message: parsed.error, path, ...hint });
    return undefined;
  }
  const { name, constraints } = parsed;
  const { called, texts, relation } = formats.rpm;
  const [bound, ...more] = constraints;
  if (!texts.name.pattern.test(name)) {
    reader.report({ code: 'relation-name', message: `"${name}" in ${called} must be ${texts.name.allowed}`, path });
  } else if (more.length > 0) {
    const message = `a trigger takes one bound, not ${constraints.length}: each would fire it separately`;
    reader.report({ code: 'relation-bounds', message, path });
  } else if (bound !== undefined && !texts.relationVersion.pattern.test(bound.version)) {
    const message = `"${bound.version}" in ${called} must be ${texts.relationVersion.allowed}`;
    reader.report({ code: 'relation-version', message, path });
  } else {
    return relation(parsed).join('');
  }
  return undefined;
}
