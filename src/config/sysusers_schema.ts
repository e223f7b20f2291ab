/** What `sysusers` may say of users and groups. Part of the one list of keys, schema.ts. */
import { z } from 'zod';
import { byName, nullable } from './schema_shapes.ts';

const text = z.string();
/** 65534 is nobody's, and 65535 none: https://systemd.io/UIDS-GIDS/ */
const id = z.int().min(1).max(65533);

const userKeys = {
  uid: id
    .optional()
    .describe(
      'A fixed number, where there must be one. Without it, or where another user has it, a free one is taken.',
    ),
  group: text
    .optional()
    .describe(
      "Its own group; without it, one with the user's name, whose number is the `uid` unless `groups` gives another.",
    ),
  groups: z.array(text).optional().describe('Other groups that it is a member of.'),
  home: text.optional().describe('Its home folder, which may be in `contents`; `/` by default.'),
  shell: text.optional().describe('Its login shell; `/usr/sbin/nologin` by default.'),
  comment: text.optional().describe('A comment for people: the GECOS field.'),
};

const groupKeys = {
  gid: id
    .optional()
    .describe(
      'A fixed number, where there must be one. Without it, or where another group has it, a free one is taken.',
    ),
};

const users = byName(z.strictObject(userKeys).meta({ title: 'user' }), 'users by name').optional();
const groups = byName(z.strictObject(groupKeys).meta({ title: 'group' }), 'groups by name').optional();
const USERS = 'System users, by name. A user that exists already stays as it is.';
const GROUPS = 'System groups, by name. A group that only a user names needs no entry.';

export const sysusers = z
  .strictObject({ users: users.describe(USERS), groups: groups.describe(GROUPS) })
  .meta({ title: 'sysusers' });

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
  .meta({ title: 'sysusers' });

export type SysusersConfig = z.infer<typeof sysusers>;
