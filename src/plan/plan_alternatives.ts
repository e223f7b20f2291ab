/** The alternatives that a package offers, as a plan has them, in the order of the config. */
import { z } from 'zod';

const link = { name: z.string(), link: z.string(), path: z.string() };

export const planAlternatives = z
  .array(z.strictObject({ ...link, priority: z.int(), slaves: z.array(z.strictObject(link)) }))
  .min(1);

export type PlanAlternative = z.infer<typeof planAlternatives>[number];
