import { describe, expect, it } from '@jest/globals';
import { parseChangelog } from '../../../src/stanza/changelog/parse.ts';
import { parseDate } from '../../../src/stanza/changelog/date.ts';
import { judgeChangelog } from '../../../src/stanza/changelog/mistakes.ts';
import { rpmMistakes, spellRpmChangelog } from '../../../src/stanza/changelog/rpm.ts';

const TITLE = 'hello (1.2.3-0) stable; urgency=medium';
const TRAILER = ' -- Jo Doe <jo@example.com>  Wed, 20 Mar 2019 12:00:00 +0000';

function entry({ title = TITLE, changes = '  * Say hello.', trailer = TRAILER } = {}): string {
  return `${title}\n\n${changes}\n\n${trailer}\n`;
}

const dated = (date: string): string => TRAILER.replace(/ {2}Wed.*/, `  ${date}`);

/** Codes, each with the text under the carets. */
function mistakesIn(text: string): string[] {
  return parseChangelog(text).mistakes.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
}

describe('parseChangelog', () => {
  it('reads an entry', () => {
    const text = entry({ changes: '\n  [ Jo ]\n  * One,\n    and more.  \n\n  * Two.\n\n' });
    expect(parseChangelog(text)).toEqual({
      entries: [
        {
          version: '1.2.3-0',
          lines: ['[ Jo ]', '* One,', '  and more.', '', '* Two.'],
          maintainer: 'Jo Doe <jo@example.com>',
          date: { text: 'Wed, 20 Mar 2019 12:00:00 +0000', seconds: 1553083200, day: 1553040000 },
          dateAt: text.indexOf('Wed'),
        },
      ],
      mistakes: [],
    });
  });

  it.each([
    [
      'a version with an epoch, a pre-release, several suites',
      entry({ title: 'a (1:2~rc.1+x-0) sid UNRELEASED; urgency=low' }),
    ],
    ['further keys', entry({ title: 'a (2) sid; urgency=low, binary-only=yes' })],
    ['a day of one digit', entry({ trailer: dated('Fri, 1 Mar 2019 12:00:00 +0000') })],
    ['blank lines around it, and no line end at the end', `\n\n${entry().trimEnd()}`],
    ['two of the same time', entry() + '\n' + entry()],
    ['one newer than the one before', entry() + entry({ trailer: dated('Thu, 21 Mar 2019 12:00:00 +0000') })],
    ['no urgency behind the semicolon', entry({ title: 'hello (1.2.3-0) sid;' })],
    ['a comment behind the urgency', entry({ title: 'hello (1.2.3-0) sid; urgency=HIGH (for users of foo)' })],
    ['a key of the archive', entry({ title: 'hello (1.2.3-0) sid; urgency=low, XB-Reason=none' })],
    ['changes behind a blank and tabs', entry({ changes: ' \t* One.\n\t\tand more\n  \n  * Two.' })],
    ['comments', `# of the file\n${entry({ changes: '# of the entry\n  * One.\n/* more */\n$Id: hello$' })}`],
    ['an hour of one digit', entry({ trailer: dated('Wed, 20 Mar 2019 9:00:00 +0000') })],
    ['a month in small letters', entry({ trailer: dated('Wed, 20 mar 2019 12:00:00 +0000') })],
    ['settings of vim', `${entry()}vim: ts=8\nand so on\n`],
    ['settings of Emacs', `${entry()};; Local variables:\nmode: debian-changelog\nEnd:\n`],
    [
      'an entry of GNU style at the end',
      `${entry()}Tue Mar 19 12:00:00 CET 1996  Jo Doe  <jo@example.com>\n\t* All.\n`,
    ],
    ['an entry without urgency at the end', `${entry()}hello (1.1-1) unstable\n\n * All.\n`],
    ['an entry of 1995 at the end', `${entry()}hello-1.1 Debian 2 - jo\n\nAll.\n`],
    ['an old changelog at the end', `${entry()}Old Changelog:\nAll.\n`],
    ['versions of old at the end', `${entry()}1.1:\nAll.\n`],
    [
      'a later time in a zone where it is earlier',
      entry({ trailer: dated('Wed, 20 Mar 2019 11:00:00 -0200') }) + entry(),
    ],
    [
      'a name with a bracket and a date in it',
      entry({ trailer: ' -- Jo (Mar 20) <jo@example.com>  Wed, 20 Mar 2019 12:00:00 +0000' }),
    ],
  ])('takes %s', (_, text) => {
    expect(mistakesIn(text)).toEqual([]);
  });

  it.each([
    ['nothing', '', ['changelog-syntax ']],
    ['blanks', ' \n\n', ['changelog-syntax ']],
    [
      'text before the first entry',
      `Changes of hello\nas they were\n\n${entry()}`,
      ['changelog-syntax Changes of hello'],
    ],
    ['changes before the first entry', `  * Say.\n${TRAILER}\n`, ['changelog-syntax * Say.']],
    ['no urgency', entry({ title: 'hello (1.2.3-0) stable' }), ['changelog-syntax hello (1.2.3-0) stable']],
    ['no suite', entry({ title: 'hello (1.2.3-0); urgency=low' }), ['changelog-syntax hello (1.2.3-0); urgency=low']],
    [
      'no blank before the bracket',
      entry({ title: 'hello(1.2) sid; urgency=low' }),
      ['changelog-syntax hello(1.2) sid; urgency=low'],
    ],
    ['a version that dpkg refuses', entry({ title: 'hello (v1.2) sid; urgency=low' }), ['changelog-version v1.2']],
    ['a version with "_"', entry({ title: 'hello (1_2) sid; urgency=low' }), ['changelog-version 1_2']],
    ['no change', entry({ changes: '' }), [`changelog-syntax ${TITLE}`]],
    [
      'a key that is none',
      entry({ title: 'hello (1.2.3-0) sid; urgent=low' }),
      ['changelog-syntax hello (1.2.3-0) sid; urgent=low'],
    ],
    [
      'the same key twice',
      entry({ title: 'hello (1.2.3-0) sid; urgency=low, Urgency=high' }),
      ['changelog-syntax hello (1.2.3-0) sid; urgency=low, Urgency=high'],
    ],
    ['a comment without a blank', `${entry()}#of old\n`, ['changelog-syntax #of old']],
    ['nothing but entries of old', 'Old Changelog:\nAll.\n', ['changelog-syntax Old Changelog:']],
    ['a change of one blank', entry({ changes: ' * Say.\n  * Two.' }), ['changelog-syntax * Say.']],
    ['a change behind a tab', entry({ changes: '\t* Say.\n  * Two.' }), ['changelog-syntax * Say.']],
    ['no last line, at the end', `${TITLE}\n\n  * Say.\n`, [`changelog-syntax ${TITLE}`]],
    [
      'no last line, before another entry',
      `hello (2) sid; urgency=low\n\n  * Say.\n\n${entry()}`,
      ['changelog-syntax hello (2) sid; urgency=low'],
    ],
    [
      'no mail',
      entry({ trailer: ' -- Jo  Wed, 20 Mar 2019 12:00:00 +0000' }),
      ['changelog-syntax -- Jo  Wed, 20 Mar 2019 12:00:00 +0000'],
    ],
    [
      'one blank before the date',
      entry({ trailer: TRAILER.replace('  Wed', ' Wed') }),
      [`changelog-syntax ${TRAILER.replace('  Wed', ' Wed').trim()}`],
    ],
    ['no date', entry({ trailer: ' -- Jo <jo@example.com>' }), ['changelog-syntax -- Jo <jo@example.com>']],
    ['a day of another date', entry({ trailer: dated('Tue, 20 Mar 2019 12:00:00 +0000') }), ['changelog-date Tue']],
    ['no day', entry({ trailer: dated('20 Mar 2019 12:00:00 +0000') }), ['changelog-date 20 Mar 2019 12:00:00 +0000']],
    [
      'a date that is not there',
      entry({ trailer: dated('Sat, 30 Feb 2019 12:00:00 +0000') }),
      ['changelog-date Sat, 30 Feb 2019 12:00:00 +0000'],
    ],
    ['line ends of Windows', entry().replaceAll('\n', '\r\n'), ['changelog-syntax \r']],
    ['an escape', entry({ changes: '  * \u001b[31m' }), ['changelog-syntax \u001b']],
  ])('refuses %s', (_, text, expected) => {
    expect(mistakesIn(text)).toEqual(expected);
  });
});

describe('parseDate', () => {
  it.each([
    ['2019-03-20', '2019-03-20'],
    ['Wed, 20 Mar 2019 12:00:00 GMT', 'Wed, 20 Mar 2019 12:00:00 GMT'],
    ['Wed Mar 20 2019', 'Wed Mar 20 2019'],
    ['Wed, 20 March 2019 12:00:00 +0000', 'March'],
    ['Wednesday, 20 Mar 2019 12:00:00 +0000', 'Wednesday'],
    ['Wed, 20 Mar 2019 24:00:00 +0000', '24:00:00'],
    ['Wed, 20 Mar 2019 12:60:00 +0000', '12:60:00'],
    ['Wed, 20 Mar 2019 12:00:00 +2500', '+2500'],
    ['Wed, 00 Mar 2019 12:00:00 +0000', 'Wed, 00 Mar 2019 12:00:00 +0000'],
  ])('refuses %s', (text, token) => {
    expect(parseDate(text)).toMatchObject({ token });
  });

  it('takes a leap day, and refuses one of another year', () => {
    expect(parseDate('Thu, 29 Feb 2024 00:00:00 -0130')).toMatchObject({ seconds: 1709170200, day: 1709164800 });
    expect(parseDate('Wed, 29 Feb 2023 00:00:00 +0000')).toMatchObject({ message: 'there is no 29 Feb 2023' });
  });
});

describe('an rpm', () => {
  const entriesOf = (text: string) => parseChangelog(text).entries;

  it('spells the lines so that none is another entry, dropped, or obeyed', () => {
    const changes = ['  [ Jo ]', '  * One', '    #2', '    %if 1', '  **bold**', '', '  #3', '    + four 100%'].join(
      '\n',
    );
    expect(spellRpmChangelog(entriesOf(entry({ changes })))).toBe(
      '* Wed Mar 20 2019 Jo Doe <jo@example.com> - 1.2.3-0\n' +
        '[ Jo ]\n- One #2 %if 1\n- **bold**\n\n- #3\n  + four 100%\n',
    );
  });

  const mistakesOf = (text: string) => rpmMistakes(entriesOf(text)).map(({ code, message }) => `${code} ${message}`);

  it('has no entry from before 1990', () => {
    const text =
      entry({ trailer: dated('Mon, 01 Jan 1990 00:00:00 +1400') }) +
      entry({ trailer: dated('Sun, 31 Dec 1989 12:00:00 +0000') });
    expect(mistakesOf(text)).toEqual(['changelog-date an rpm has no entry from before 1990: rpmbuild refuses it']);
  });

  it('has no entry from after the time that 32 bits can say', () => {
    expect(mistakesOf(entry({ trailer: dated('Sat, 06 Feb 2106 12:00:00 +0000') }))).toEqual([]);
    const late = mistakesOf(entry({ trailer: dated('Mon, 08 Feb 2106 12:00:00 +0000') }));
    expect(late).toEqual([expect.stringMatching('after 2106')]);
  });

  it('has no entry of a later day than the one before it, even where it is an earlier time', () => {
    const text =
      entry({ trailer: dated('Mon, 01 Jan 2024 00:30:00 -1200') }) +
      entry({ trailer: dated('Tue, 02 Jan 2024 01:00:00 +1400') });
    expect(mistakesOf(text)).toEqual([
      'changelog-order in an rpm the newest entry comes first, but that of 1.2.3-0, of Tue Jan 02 2024, is below that of ' +
        '1.2.3-0, of Mon Jan 01 2024, which rpmbuild refuses',
    ]);
  });
});

describe('judgeChangelog', () => {
  const judged = (text: string, format: 'deb' | 'rpm') => {
    const { errors, doubts } = judgeChangelog(parseChangelog(text), format);
    return [errors.length, doubts.length];
  };

  it.each([
    ['a wrong day of the week', entry({ trailer: dated('Tue, 20 Mar 2019 12:00:00 +0000') }), [0, 1], [0, 1]],
    ['no day of the week', entry({ trailer: dated('20 Mar 2019 12:00:00 +0000') }), [0, 1], [0, 1]],
    ['line ends of Windows', entry().replaceAll('\n', '\r\n'), [0, 1], [0, 1]],
    ['a mistake in the newest entry', entry({ title: `${TITLE}, a` }), [1, 0], [1, 0]],
    ['a mistake in an older entry', entry() + entry({ title: `${TITLE}, a` }), [0, 1], [1, 0]],
    ['entries of old', `${entry()}Old Changelog:\n`, [0, 0], [0, 1]],
    ['another order', entry() + entry({ trailer: dated('Thu, 21 Mar 2019 12:00:00 +0000') }), [0, 0], [1, 0]],
  ])('of %s', (_, text, deb, rpm) => {
    expect([judged(text, 'deb'), judged(text, 'rpm')]).toEqual([deb, rpm]);
  });
});
