/** Text out of a template and a view. The only place where text is quoted for a shell. */
import Handlebars from 'handlebars';
import { readTemplate } from './templates.ts';

/** One word of a POSIX shell that is `text`, whatever is in it. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */
export function sh(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Fills `templates/NAME`. A name in the template that the view does not have is an error. */
export function renderTemplate(name: string, view: object): string {
  // Nothing here is HTML, so nothing is escaped as such.
  const template = Handlebars.compile(readTemplate(name), { noEscape: true, strict: true });
  return template(view);
}
