/** The contents of a plan: what each path of a package is, independently of how an engine expresses it. */
import { z } from 'zod';
import { time } from '../schema/numbers.ts';
import { NO_CAPABILITIES, parseCapabilities } from '../format/capabilities.ts';
import { installedPathMistake } from './paths.ts';

/** No path may leave the tree that is packed. */
const dst = z.string().superRefine((path, context) => {
  const mistake = installedPathMistake(path);
  if (mistake !== undefined) context.addIssue({ code: 'custom', message: mistake.message });
});

/** The origin of bytes: a named source, a member of one that is extracted, or a file beside the config. */
const src = z.union([
  z.strictObject({ source: z.string(), member: z.string().optional() }),
  z.strictObject({ file: z.string() }),
]);

/** Or the bytes themselves, if a key of the config gives the contents of the file. */
const bytes = z.union([src, z.strictObject({ text: z.string() })]);

/** As an rpm has them; `none` takes away those of an archive. They become shell in a deb. */
const capabilities = z.string().refine((text) => {
  const parsed = parseCapabilities(text);
  return 'text' in parsed && parsed.text === text;
}, 'expected capabilities as cap_to_text(3) writes them');

/** `mtime` is in seconds since the epoch; without one it is `sourceDateEpoch`. */
const owned = { dst, owner: z.string(), group: z.string(), mtime: time.optional() };

const meaning = {
  config: z.enum(['replace', 'noreplace', 'missingok']).optional(),
  mark: z.enum(['doc', 'license', 'readme']).optional(),
};

export const planContent = z.discriminatedUnion('type', [
  /**
   * `config` is absent for a plain file; in a deb all its values are one. `mark` is for an rpm alone. `anyMachine` lets an ELF
   * file of another architecture in.
   */
  z.strictObject({
    type: z.literal('file'),
    src: bytes,
    ...meaning,
    compress: z.literal('gzip').optional(),
    anyMachine: z.boolean().optional(),
    capabilities: capabilities.optional(),
    ...owned,
    mode: z.string(),
  }),
  /** A file that an rpm owns but does not contain. */
  z.strictObject({ type: z.literal('ghost'), ...owned, mode: z.string() }),
  /**
   * Everything below `src`; or what the patterns of `include` match, without what those of `exclude` do (glob.ts). With the
   * modes that it has there, unless `mode` says otherwise for its files and `dirMode` for its folders.
   */
  z.strictObject({
    type: z.literal('tree'),
    src: src,
    ...meaning,
    anyMachine: z.boolean().optional(),
    capabilities: z.literal(NO_CAPABILITIES).optional(),
    ...owned,
    dst: z.union([dst, z.literal('/')]),
    mode: z.string().optional(),
    dirMode: z.string().optional(),
    include: z.array(z.string()).optional(),
    exclude: z.array(z.string()).optional(),
  }),
  z.strictObject({ type: z.literal('dir'), ...owned, mode: z.string() }),
  z.strictObject({ type: z.literal('symlink'), target: z.string(), ...owned }),
  /** A second name of the file that lands at `target`: what that one is, this one is. */
  z.strictObject({ type: z.literal('hardlink'), dst, target: dst }),
]);

export type PlanSrc = z.infer<typeof src>;
