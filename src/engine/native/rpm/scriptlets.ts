/** Makes the tags for the scriptlets and triggers of an rpm. https://rpm-software-management.github.io/rpm/manual/triggers.html */
import type { ScriptKind } from '../../../schema/scripts.ts';
import type { Gathered } from '../../../stage/stage.ts';
import { compareRelations, headerRelations } from './relations.ts';
import { type Scriptlet, scriptletOf } from '../../../stanza/interpreter.ts';
import { int32, string, strings, type TagValue } from './header.ts';
import { SCRIPT_TAGS, TAG, TRIGGER_SENSE } from './tags.ts';

export function scriptTags({ scripts, triggers }: Gathered): Map<number, TagValue> {
  return new Map([
    ...Object.entries(SCRIPT_TAGS).flatMap(([kind, { text, program }]): [number, TagValue][] => {
      const script = scripts.get(kind as ScriptKind);
      return script === undefined
        ? []
        : [
            [text, string(trimmed(scriptletOf(script).text))],
            [program, programTag(scriptletOf(script).program)],
          ];
    }),
    ...triggerTags(triggers.scripts),
  ]);
}

// As rpmbuild: a list only where there is an argument.
function programTag(program: Scriptlet['program']): TagValue {
  return program.length === 1 ? string(program[0]) : strings(program);
}

// The scripts in their order; what they wait for is sorted as relations are, each with the number of its script.
function triggerTags(triggers: Gathered['triggers']['scripts']): [number, TagValue][] {
  if (triggers.length === 0) return [];
  const conditions = triggers
    .flatMap(({ kind, on }, index) =>
      headerRelations(on, TRIGGER_SENSE[kind]).map((relation) => ({ ...relation, index })),
    )
    .sort(compareRelations);
  return [
    [TAG.TRIGGERSCRIPTS, strings(triggers.map(({ text }) => trimmed(scriptletOf(text).text)))],
    // Without an argument, for which a trigger has no room.
    [TAG.TRIGGERSCRIPTPROG, strings(triggers.map(({ text }) => scriptletOf(text).program[0]))],
    [TAG.TRIGGERNAME, strings(conditions.map(({ name }) => name))],
    [TAG.TRIGGERVERSION, strings(conditions.map(({ version }) => version))],
    [TAG.TRIGGERFLAGS, int32(conditions.map(({ flags }) => flags))],
    [TAG.TRIGGERINDEX, int32(conditions.map(({ index }) => index))],
  ];
}

// As rpmbuild: without the blanks at both ends. Bytes, whatever their encoding.
function trimmed(text: Buffer): Buffer {
  return Buffer.from(text.toString('latin1').replace(/^[ \t-\r]+|[ \t-\r]+$/g, ''), 'latin1');
}
