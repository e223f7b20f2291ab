import { describe, expect, it } from '@jest/globals';
import { templateMistakes } from '../../src/format/debconf_templates.ts';

function pointed(text: string): string[] {
  return templateMistakes(text).map(({ start, end }) => text.slice(start, end));
}

describe('templateMistakes', () => {
  it('finds none in what debconf reads', () => {
    const text = `Template: hello/name
Type: select
Choices: you, everybody
Choices-de.UTF-8: Du, alle
Default: you
Description: Whom to greet?
 More of it,
 .
 and more.


Template: hello/note
type: note
Description: Done
`;
    expect(pointed(text)).toEqual([]);
  });

  it.each([
    ['a type that there is not', 'Template: a/b\nType: sting\n', ['Type']],
    ['no type', 'Template: a/b\nDescription: c\n', ['Template']],
    ['no name', 'Type: note\nDescription: c\n', ['Type']],
    ['a comment', '# of mine\nTemplate: a/b\nType: note\n', ['# of mine']],
    ['a field for po2debconf', 'Template: a/b\nType: note\n_Description: c\n', ['_Description']],
    ['two templates in one', 'Template: a/b\nType: note\nTemplate: a/c\nType: note\n', ['Template', 'Type']],
    ['text before the first field', ' more\nTemplate: a/b\nType: note\n', [' more']],
  ])('finds %s', (_, text, expected) => {
    expect(pointed(text)).toEqual(expected);
  });
});
