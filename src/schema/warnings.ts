/** The keys about warnings. Part of the one list of keys, schema.ts. */
import { z } from 'zod';
import { type WarningCode, WARNINGS } from '../problems/codes/codes.ts';
import { keys } from './key.ts';
import { LEVELS } from '../problems/codes/problem_entry.ts';

const codes = Object.keys(WARNINGS) as WarningCode[];

/** There is a key for each warning, so that a misspelt one is reported like any unknown key. */
const levels = Object.fromEntries(
  codes.map((code) => {
    const { means, level } = WARNINGS[code];
    return [
      code,
      z
        .enum(LEVELS)
        .optional()
        .describe(means)
        .register(keys, { otherwise: `\`${level}\`` }),
    ];
  }),
) as Record<WarningCode, z.ZodOptional<z.ZodEnum<{ [L in (typeof LEVELS)[number]]: L }>>>;

export const warnings = z.strictObject(levels).meta({ title: 'warnings' });
