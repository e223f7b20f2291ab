/** Fills templates. The only file that quotes strings for a shell. */
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { lookUp } from './look_up.ts';

/** Quotes a string as one word of a POSIX shell. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */
export function sh(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** `{{sh words}}` is one shell word for each of the strings; `{{shWord words}}` is a single word of all of them, joined by spaces. */
const HELPERS = {
  sh: (words: string | readonly string[]) => [words].flat().map(sh).join(' '),
  shWord: (words: readonly string[]) => sh(words.join(' ')),
};

/**
 * Fills the template `src/NAME`. A name in the template that the view does not have is an error. `partials` are other templates that it
 * includes.
 */
export function renderTemplate(name: string, view: object, partials: readonly string[] = []): string {
  const compiled = Object.fromEntries(partials.map((partial) => [partial, compile(partial)]));
  return compile(name)(view, { helpers: HELPERS, partials: compiled });
}

const templates = new Map<string, HandlebarsTemplateDelegate>();

// Kept, because compiling a template takes longer than filling it.
function compile(name: string): HandlebarsTemplateDelegate {
  // No template here is HTML, so nothing is escaped as HTML.
  const template = templates.get(name) ?? Handlebars.compile(readTemplate(name), { noEscape: true, strict: true });
  templates.set(name, template);
  return template;
}

// The bundler puts the source of every template here, so that the bundle is one file.
declare const ONEPACK_TEMPLATES: Readonly<Record<string, string>> | undefined;

/** The source of the template `src/NAME`: from the bundle, or from the file if the program runs from its sources. */
export function readTemplate(name: string): string {
  if (typeof ONEPACK_TEMPLATES === 'undefined') {
    return readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
  }
  const text = lookUp(ONEPACK_TEMPLATES, name);
  if (text === undefined) throw new Error(`the bundle has no template ${name}`);
  return text;
}
