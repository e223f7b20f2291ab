/** Makes a config that shows a fault smaller, so that a person sees what the fault is about. */

/** Takes away one thing after the other, the large ones first, as long as it stays `wrong`, and for no longer than `milliseconds`. */
export async function shrink<T>(value: T, wrong: (smaller: T) => Promise<boolean>, milliseconds: number): Promise<T> {
  const end = performance.now() + milliseconds;
  let smallest = value;
  for (let at = 0; ; at += 1) {
    const paths = pathsIn(smallest);
    const path = paths[at];
    if (path === undefined || performance.now() > end) return smallest;
    const smaller = without(smallest, path) as T;
    if (await wrong(smaller)) {
      smallest = smaller;
      at -= 1;
    }
  }
}

type Path = readonly (string | number)[];

// Those that are near the top first: most falls with them.
function pathsIn(value: unknown): Path[] {
  const found: Path[] = [];
  const pending: [unknown, Path][] = [[value, []]];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const [node, path] = next;
    if (path.length > 0) found.push(path);
    if (typeof node !== 'object' || node === null) continue;
    const keys = Array.isArray(node) ? [...node.keys()] : Object.keys(node);
    for (const key of keys) pending.push([(node as Record<string | number, unknown>)[key], [...path, key]]);
  }
  return found;
}

function without(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, at) => (at !== key ? [item] : rest.length === 0 ? [] : [without(item, rest)]));
  }
  const entries = Object.entries(value as object).flatMap(([name, inner]): [string, unknown][] =>
    name !== key ? [[name, inner]] : rest.length === 0 ? [] : [[name, without(inner, rest)]],
  );
  return Object.fromEntries(entries);
}
