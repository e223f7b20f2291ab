/** Numbers that follow from a seed, so that what a failing test says can be run again. */

export interface Random {
  /** From 0, without `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** True one time in so many. */
  readonly oneIn: (count: number) => boolean;
  /** `least` or more of them, `most` at most, in their order, each once. */
  readonly some: <T>(items: readonly T[], least: number, most: number) => T[];
}

// mulberry32, the shortest generator that does: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    oneIn: (count) => below(count) === 0,
    some(items, least, most) {
      const left = [...items.keys()];
      const count = Math.min(items.length, least + below(most - least + 1));
      const taken = Array.from({ length: count }, () => left.splice(below(left.length), 1)[0] ?? 0);
      return taken.sort((one, other) => one - other).map((at) => items[at] as (typeof items)[number]);
    },
  };
}
