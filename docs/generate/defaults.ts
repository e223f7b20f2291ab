/** What the plan takes for a key that is left out and has no default in the schema: test/docs/defaults.test.ts looks. */
const P = 'packages.NAME';
const CONTENT = `${P}.contents[]`;
const SET = 'that of the set';
const DEFAULTS = 'that of `defaults`';

export const LAID_UNDER: Readonly<Record<string, string>> = {
  epoch: '`0`',
  image: 'the one that `make image` recorded',
  base: 'the folder of the file',
  'defaults.priority': '`optional` in a deb',
  'sources.NAME.extract': '`false`',
  [`${P}.architectures`]: 'those of the set',
  [`${P}.formats`]: 'those of the set',
  [`${P}.version`]: SET,
  [`${P}.epoch`]: SET,
  [`${P}.revision`]: SET,
  [`${P}.maintainer`]: DEFAULTS,
  [`${P}.vendor`]: DEFAULTS,
  [`${P}.homepage`]: DEFAULTS,
  [`${P}.license`]: DEFAULTS,
  [`${P}.section`]: DEFAULTS,
  [`${P}.priority`]: DEFAULTS,
  [`${P}.description`]: 'the summary',
  [`${CONTENT}.type`]: '`file`',
  [`${CONTENT}.mode`]: '`0644`, for a `dir` `0755`',
  [`${CONTENT}.dirMode`]: '`0755`, or as in the archive',
  [`${CONTENT}.owner`]: '`root`',
  [`${CONTENT}.group`]: '`root`',
  [`${CONTENT}.mtime`]: '`sourceDateEpoch`',
};
