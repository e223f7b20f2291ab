/** Text out of a template and a view. The only place where text is quoted for a shell. */
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { lookUp } from './look_up.ts';

/** One word of a POSIX shell that is `text`, whatever is in it. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */
export function sh(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** `{{sh words}}` is a word of the shell for each of the texts, `{{shWord words}}` one for all of them, with blanks between. */
const HELPERS = {
  sh: (words: string | readonly string[]) => [words].flat().map(sh).join(' '),
  shWord: (words: readonly string[]) => sh(words.join(' ')),
};

/** Fills the template `src/NAME`. A name in the template that the view does not have is an error. `partials` are templates, too. */
export function renderTemplate(name: string, view: object, partials: readonly string[] = []): string {
  const compiled = Object.fromEntries(partials.map((partial) => [partial, compile(partial)]));
  return compile(name)(view, { helpers: HELPERS, partials: compiled });
}

const templates = new Map<string, HandlebarsTemplateDelegate>();

// Once: that takes longer than to fill it.
function compile(name: string): HandlebarsTemplateDelegate {
  // Nothing here is HTML, so nothing is escaped as such.
  const template = templates.get(name) ?? Handlebars.compile(readTemplate(name), { noEscape: true, strict: true });
  templates.set(name, template);
  return template;
}

// The bundler puts the text of every template here, so that the bundle is one file.
declare const ONEPACK_TEMPLATES: Readonly<Record<string, string>> | undefined;

/** The text of the template `src/NAME`, from the bundle or, where the program runs from its sources, from the file. */
export function readTemplate(name: string): string {
  if (typeof ONEPACK_TEMPLATES === 'undefined') {
    return readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
  }
  const text = lookUp(ONEPACK_TEMPLATES, name);
  if (text === undefined) throw new Error(`the bundle has no template ${name}`);
  return text;
}
