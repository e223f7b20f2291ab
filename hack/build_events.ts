/** What Bazel built, from the file of `--build_event_json_file`: https://bazel.build/remote/bep-glossary */

interface BuildEvent {
  readonly id?: {
    readonly namedSet?: { readonly id: string };
    readonly targetCompleted?: { readonly label: string };
  };
  readonly namedSetOfFiles?: {
    readonly files?: readonly { readonly name: string; readonly pathPrefix?: readonly string[] }[];
    readonly fileSets?: readonly { readonly id: string }[];
  };
  readonly completed?: {
    readonly success?: boolean;
    readonly outputGroup?: readonly { readonly name: string; readonly fileSets?: readonly { readonly id: string }[] }[];
  };
}

/** The files of every target that was built, from the top of the workspace: `bazel-out/k8-fastbuild/bin/x/y.deb`. */
export function builtFiles(events: string): string[] {
  const sets = new Map<string, NonNullable<BuildEvent['namedSetOfFiles']>>();
  const roots: string[] = [];
  for (const line of events.split('\n')) {
    if (line === '') continue;
    const event = JSON.parse(line) as BuildEvent;
    const id = event.id?.namedSet?.id;
    if (id !== undefined && event.namedSetOfFiles !== undefined) sets.set(id, event.namedSetOfFiles);
    if (event.completed?.success !== true) continue;
    const groups = event.completed.outputGroup?.filter(({ name }) => name === 'default') ?? [];
    roots.push(...groups.flatMap((group) => group.fileSets?.map((set) => set.id) ?? []));
  }
  const files = new Set<string>();
  const seen = new Set<string>();
  while (roots.length > 0) {
    const id = roots.pop() ?? '';
    if (seen.has(id)) continue;
    seen.add(id);
    const set = sets.get(id);
    for (const { name, pathPrefix } of set?.files ?? []) files.add([...(pathPrefix ?? []), name].join('/'));
    roots.push(...(set?.fileSets?.map((each) => each.id) ?? []));
  }
  return [...files].sort();
}
