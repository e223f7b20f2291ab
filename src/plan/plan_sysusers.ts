/** The users and groups that a package makes, as a plan has them: everything said but numbers that are not fixed. */
import { z } from 'zod';

const group = z.strictObject({ name: z.string(), gid: z.int().positive().optional() });

const user = z.strictObject({
  name: z.string(),
  uid: z.int().positive().optional(),
  /** Its own; it is in `groups`, too, as are those below. */
  group: z.string(),
  memberOf: z.array(z.string()),
  home: z.string(),
  shell: z.string(),
  /** Empty where there is none. */
  comment: z.string(),
});

/** In the order in which they are made: groups first. */
export const planSysusers = z.strictObject({ groups: z.array(group).min(1), users: z.array(user) });

export type PlanSysusers = z.infer<typeof planSysusers>;
export type PlanUser = PlanSysusers['users'][number];
export type PlanGroup = PlanSysusers['groups'][number];
