import { readFileSync } from 'node:fs';
import { lookUp } from '../look_up.ts';

// The bundler puts the text of every template here, so that the bundle is one file.
declare const ONEPACK_TEMPLATES: Readonly<Record<string, string>> | undefined;

/** The text of `templates/NAME`, from the bundle or, where the program runs from its sources, from the folder. */
export function readTemplate(name: string): string {
  if (typeof ONEPACK_TEMPLATES === 'undefined') {
    return readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8');
  }
  const text = lookUp(ONEPACK_TEMPLATES, name);
  if (text === undefined) throw new Error(`the bundle has no template ${name}`);
  return text;
}
