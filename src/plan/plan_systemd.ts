/** What a package does with its systemd units, as a plan has it: what is meant, never how a script says it. */
import { z } from 'zod';
import { SYSTEMD_STYLES, UNIT_ENABLES } from '../config/systemd_schema.ts';

/** Every setting said, in the order of the config. A template is never started: its instances are. */
const unit = z.strictObject({
  name: z.string(),
  enable: z.enum(UNIT_ENABLES),
  start: z.boolean(),
  restartOnUpgrade: z.union([z.boolean(), z.literal('stop-start')]),
});

export const planSystemd = z.strictObject({
  /** Of a deb's scripts; absent in an rpm. */
  style: z.enum(SYSTEMD_STYLES).optional(),
  units: z.array(unit).min(1),
});

export type PlanSystemd = z.infer<typeof planSystemd>;
export type PlanUnit = PlanSystemd['units'][number];

/** `getty@.service`: what instances are made of. https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html */
export function isTemplate(name: string): boolean {
  return /@\.[a-z]+$/.test(name);
}
