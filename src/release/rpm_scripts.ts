/** The scriptlets and triggers in the header of an rpm. https://rpm-software-management.github.io/rpm/manual/triggers.html */
import type { Header } from '../engine/native/rpm/read_header.ts';
import { SCRIPT_TAGS, TAG, TRIGGER_SENSE } from '../engine/native/rpm/tags.ts';
import type { ScriptKind } from '../schema/scripts.ts';
import type { ScriptFacts, TriggerFacts } from './package_facts.ts';
import { spell } from './rpm_relations.ts';

const SHELL = '/bin/sh';

export function rpmScriptFacts(header: Header): ScriptFacts[] {
  return Object.entries(SCRIPT_TAGS).flatMap(([kind, { text, program }]) => {
    const [script] = header.strings(text);
    // A scriptlet that is a program without arguments has no text.
    const interpreter = header.strings(program).join(' ');
    if (script === undefined && interpreter === '') return [];
    return [{ kind: kind as ScriptKind, interpreter: interpreter || SHELL, text: script ?? '' }];
  });
}

interface TriggerTags {
  readonly scripts: number;
  readonly programs: number;
  readonly names: number;
  readonly indexes: number;
  readonly versions: number;
  readonly flags: number;
  /** What the name of the section of a spec begins with, before `triggerin` and its kin. */
  readonly prefix: string;
}

const TRIGGERS: readonly TriggerTags[] = [
  {
    prefix: '',
    scripts: TAG.TRIGGERSCRIPTS,
    programs: TAG.TRIGGERSCRIPTPROG,
    names: TAG.TRIGGERNAME,
    indexes: TAG.TRIGGERINDEX,
    versions: TAG.TRIGGERVERSION,
    flags: TAG.TRIGGERFLAGS,
  },
  {
    prefix: 'file',
    scripts: 5066,
    programs: 5067,
    names: 5069,
    indexes: 5070,
    versions: 5071,
    flags: 5072,
  },
  {
    prefix: 'transfile',
    scripts: 5076,
    programs: 5077,
    names: 5079,
    indexes: 5080,
    versions: 5081,
    flags: 5082,
  },
];

export function rpmTriggerFacts(header: Header): TriggerFacts[] {
  return TRIGGERS.flatMap((tags) => {
    const [programs, names, versions] = [tags.programs, tags.names, tags.versions].map((tag) => header.strings(tag));
    const [indexes, flags] = [tags.indexes, tags.flags].map((tag) => header.numbers(tag));
    return header.strings(tags.scripts).map((text, script) => {
      const mine = (indexes ?? []).flatMap((index, at) => (index === script ? [at] : []));
      const sense = flags?.[mine[0] ?? -1] ?? 0;
      return {
        kind: tags.prefix + sectionOf(sense),
        on: mine.map((at) => spell(names?.[at] ?? '', flags?.[at] ?? 0, versions?.[at] ?? '')),
        interpreter: programs?.[script] ?? SHELL,
        text,
      };
    });
  });
}

function sectionOf(sense: number): string {
  return Object.entries(TRIGGER_SENSE).find(([, flag]) => (sense & flag) !== 0)?.[0] ?? 'trigger';
}
