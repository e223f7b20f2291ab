/** `triggers`: what a package wants to hear of, and what it tells others. */
import type { KeyPath } from '../../problems/problem.ts';
import type { BoundedName } from '../../format/format.ts';
import { formats } from '../../format/formats.ts';
import { epochHint } from '../../format/numbers.ts';
import { DEB_TRIGGER_KINDS, mistakeInDebTrigger, RPM_TRIGGER_KINDS } from './kinds.ts';
import { boundedName, parseRequirement } from '../../plan/constraint.ts';
import { ownPackage } from '../../plan/own_packages.ts';
import { resolvePath } from '../../plan/paths.ts';
import type { Resolver } from '../../plan/resolver.ts';
import type { Scope } from '../../plan/variables.ts';
import type { ResolvedStanza, StanzaContext } from '../stanza.ts';
import type { PlanTrigger, TriggersConfig } from './schema.ts';

/** In the order of the kinds, then of the config. One with a problem, which is then reported, is left out. */
export function resolveTriggers(
  written: TriggersConfig,
  path: KeyPath,
  context: StanzaContext,
): ResolvedStanza<PlanTrigger[]> | undefined {
  const { format } = context;
  const at = [...path, format];
  const value =
    format === 'deb' ? resolveDeb(written.deb ?? {}, at, context) : resolveRpm(written.rpm ?? {}, at, context);
  return value.length === 0 ? undefined : { value };
}

type Of<Format extends 'deb' | 'rpm'> = NonNullable<TriggersConfig[Format]>;

function resolveDeb(own: Of<'deb'>, path: KeyPath, { resolver, scope }: StanzaContext): PlanTrigger[] {
  return DEB_TRIGGER_KINDS.flatMap((kind) =>
    (own[kind] ?? []).flatMap((written, at) => {
      const on = resolver.resolve(written, [...path, kind, at], scope);
      const message = on === undefined ? undefined : mistakeInDebTrigger(on);
      if (message !== undefined) resolver.report({ code: 'trigger-name', message, path: [...path, kind, at] });
      return on === undefined || message !== undefined ? [] : [{ kind, on }];
    }),
  );
}

function resolveRpm(own: Of<'rpm'>, path: KeyPath, { resolver, scope }: StanzaContext): PlanTrigger[] {
  return RPM_TRIGGER_KINDS.flatMap((kind) =>
    (own[kind] ?? []).flatMap((trigger, at) => {
      const on = resolveOther(trigger.package, [...path, kind, at, 'package'], scope, resolver);
      const scriptPath = [...path, kind, at, 'script'];
      const script = resolver.resolve(trigger.script, scriptPath, scope);
      if (on === undefined || script === undefined) return [];
      return [{ kind, on, script: resolvePath(resolver.located.folderOf(scriptPath), script) }];
    }),
  );
}

export function triggerFiles(triggers: readonly PlanTrigger[]): readonly string[] {
  return triggers.flatMap((trigger) => ('script' in trigger ? [trigger.script] : []));
}

// rpm looks for triggers by the name of the other package, not by what it provides.
function resolveOther(written: string, path: KeyPath, scope: Scope, resolver: Resolver): BoundedName | undefined {
  const text = resolver.resolve(written, path, scope);
  if (text === undefined) return undefined;
  const parsed = parseRequirement(text, (name) => ownPackage(resolver.located.config, name, 'rpm'));
  if ('error' in parsed) {
    const hint = parsed.hint === undefined ? {} : { hint: parsed.hint };
    resolver.report({ code: 'constraint-syntax', message: parsed.error, path, ...hint });
    return undefined;
  }
  const { name, constraints } = parsed;
  const { called, texts } = formats.rpm;
  const [bound, ...more] = constraints;
  if (!texts.name.pattern.test(name)) {
    resolver.report({ code: 'relation-name', message: `"${name}" in ${called} must be ${texts.name.allowed}`, path });
  } else if (more.length > 0) {
    const message = `a trigger takes one bound, not ${constraints.length}: each would fire it separately`;
    resolver.report({ code: 'relation-bounds', message, path });
  } else if (bound !== undefined && !texts.relationVersion.pattern.test(bound.version)) {
    const message = `"${bound.version}" in ${called} must be ${texts.relationVersion.allowed}`;
    resolver.report({ code: 'relation-version', message, path, hint: epochHint(bound.version) });
  } else {
    return boundedName(parsed, 'rpm');
  }
  return undefined;
}
