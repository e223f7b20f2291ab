/**
 * What `sysusers` may say of users and groups in a config, and how a plan has them: everything said but numbers that are not fixed. Part
 * of the one list of keys, schema/schema.ts.
 */
import { z } from 'zod';
import { both, keys } from '../../schema/key.ts';
import { id } from '../../schema/numbers.ts';
import { byName, nullable } from '../../schema/shapes.ts';

const text = z.string();

const SETTING = both('a field of sysusers.d(5)');
/** Of `sysusers`, and of the two lists in it. */
const MEANING = {
  deb: 'a file in /usr/lib/sysusers.d, and shell in postinst',
  rpm: 'the same file, and shell in %pre',
};

const userKeys = {
  uid: id
    .optional()
    .describe('A fixed number, where there must be one. Without it, or where another user has it, a free one is taken.')
    .register(keys, SETTING),
  group: text
    .optional()
    .describe(
      "Its own group; without it, one with the user's name, whose number is the `uid` unless `groups` gives another.",
    )
    .register(keys, SETTING),
  groups: z.array(text).optional().describe('Other groups that it is a member of.').register(keys, SETTING),
  home: text
    .optional()
    .describe('Its home folder, which may be in `contents`; `/` by default.')
    .register(keys, SETTING),
  shell: text.optional().describe('Its login shell; `/usr/sbin/nologin` by default.').register(keys, SETTING),
  comment: text.optional().describe('A comment for people: the GECOS field.').register(keys, SETTING),
};

const groupKeys = {
  gid: id
    .optional()
    .describe(
      'A fixed number, where there must be one. Without it, or where another group has it, a free one is taken.',
    )
    .register(keys, SETTING),
};

const users = byName(z.strictObject(userKeys).meta({ title: 'user' }), 'users by name').optional();
const groups = byName(z.strictObject(groupKeys).meta({ title: 'group' }), 'groups by name').optional();
const USERS = 'System users, by name. A user that exists already stays as it is.';
const GROUPS = 'System groups, by name. A group that only a user names needs no entry.';

const SYSUSERS =
  'Users and groups that the package needs: /usr/lib/sysusers.d/NAME.conf, and scripts that create them, in a deb at the beginning ' +
  'of its postinst, in an rpm before its files are unpacked. Nothing removes them. nfpm has no such key.';

export const sysusers = z
  .strictObject({
    users: users.describe(USERS).register(keys, MEANING),
    groups: groups.describe(GROUPS).register(keys, MEANING),
  })
  .meta({ title: 'sysusers' })
  .optional()
  .describe(SYSUSERS)
  .register(keys, MEANING);

export const sysusersOverride = z
  .strictObject(
    nullable({
      users: byName(z.strictObject(nullable(userKeys)).meta({ title: 'user' }).nullable(), 'users by name').describe(
        USERS,
      ),
      groups: byName(
        z.strictObject(nullable(groupKeys)).meta({ title: 'group' }).nullable(),
        'groups by name',
      ).describe(GROUPS),
    }),
  )
  .meta({ title: 'sysusers' })
  .describe(SYSUSERS);

export type SysusersConfig = NonNullable<z.infer<typeof sysusers>>;

const group = z.strictObject({ name: z.string(), gid: id.optional() });

const user = z.strictObject({
  name: z.string(),
  uid: id.optional(),
  /** Its own; it is in `groups`, too, as are those below. */
  group: z.string(),
  memberOf: z.array(z.string()),
  home: z.string(),
  shell: z.string(),
  /** Empty where there is none. */
  comment: z.string(),
});

/** What /usr/lib/sysusers.d/PACKAGE.conf, one of the contents, says: in the order in which they are made, groups first. */
export const planSysusers = z.strictObject({ groups: z.array(group).min(1), users: z.array(user) });

export type PlanSysusers = z.infer<typeof planSysusers>;
export type PlanUser = PlanSysusers['users'][number];
export type PlanGroup = PlanSysusers['groups'][number];
