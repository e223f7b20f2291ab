/**
 * How the blocks of a page are tried: what test/docs/pages/PAGE.yaml says of them, so that the page itself has nothing in it that its
 * readers do not see. CONTRIBUTING.md explains the keys.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Block, blocksOf } from './blocks.ts';

/** What is done with a block; of a block that is not named, what its language says. */
const ACTIONS = ['file', 'same as', 'fails', 'not run'] as const;

const ENTRY = z
  .strictObject({
    under: z.string().optional(),
    block: z.string().optional(),
    afresh: z.literal(true).optional(),
    in: z.string().optional(),
    before: z.string().optional(),
    with: z.string().optional(),
    file: z.string().optional(),
    'same as': z.string().optional(),
    fails: z.literal(true).optional(),
    'not run': z.string().optional(),
    after: z.string().optional(),
  })
  .refine((entry) => entry.under !== undefined || entry.block !== undefined, 'an entry names a block')
  .refine((entry) => ACTIONS.filter((action) => action in entry).length <= 1, `at most one of ${ACTIONS.join(', ')}`);
type Entry = z.infer<typeof ENTRY>;

const PAGE = z.strictObject({ elsewhere: z.string().optional(), blocks: z.array(ENTRY).optional() });

/** One thing that a story does: a block of the page, or what readers do not see. */
export type Step =
  | { readonly kind: 'afresh' }
  | { readonly kind: 'in'; readonly workspace: string }
  | { readonly kind: 'run'; readonly script: string; readonly line: number }
  | { readonly kind: 'block'; readonly block: Block; readonly action?: Action; readonly flags?: string };

export interface Action {
  readonly word: (typeof ACTIONS)[number];
  /** The file, or the reason; empty for `fails`. */
  readonly rest: string;
}

export interface TriedPage {
  /** Why the page as a whole is tried by another test, and by which. */
  readonly elsewhere?: string;
  readonly steps: readonly Step[];
}

/** A page of the checkout, with what is said of its blocks. */
export function triedPage(page: string): TriedPage {
  const file = join(import.meta.dirname, 'pages', `${page}.yaml`);
  const said = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
  return stepsOf(readFileSync(page, 'utf8'), said);
}

function stepsOf(page: string, said: string): TriedPage {
  const { elsewhere, blocks: entries = [] } = PAGE.parse(parse(said));
  const blocks = blocksOf(page);
  const entryOf = new Map<Block, Entry>();
  let from = 0;
  for (const entry of entries) {
    const at = blocks.findIndex((block, index) => index >= from && isNamed(block, entry));
    const block = blocks[at];
    if (block === undefined)
      throw new Error(`no block of the page, or none below that of the entry before: ${JSON.stringify(entry)}`);
    entryOf.set(block, entry);
    from = at + 1;
  }
  const steps = blocks.flatMap((block) => stepsOfBlock(block, entryOf.get(block) ?? {}));
  return { steps, ...(elsewhere === undefined ? {} : { elsewhere }) };
}

function isNamed({ heading, text }: Block, { under, block }: Entry): boolean {
  return (under === undefined || heading === under) && (block === undefined || text.startsWith(block));
}

function stepsOfBlock(block: Block, entry: Entry): Step[] {
  const { line } = block;
  const word = ACTIONS.find((action) => entry[action] !== undefined);
  const said = word === undefined ? undefined : entry[word];
  const action = word && { word, rest: typeof said === 'string' ? said : '' };
  return [
    ...(entry.afresh ? [{ kind: 'afresh' } as const] : []),
    ...(entry.in === undefined ? [] : [{ kind: 'in', workspace: entry.in } as const]),
    ...(entry.before === undefined ? [] : [{ kind: 'run', script: entry.before, line } as const]),
    { kind: 'block', block, ...(action && { action }), ...(entry.with !== undefined && { flags: entry.with }) },
    ...(entry.after === undefined ? [] : [{ kind: 'run', script: entry.after, line } as const]),
  ];
}
