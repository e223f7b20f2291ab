/** A page that people write, but for its tables: what stands between two comments comes from data. */
import { readFileSync } from 'node:fs';

/** The page with each part, by its name, between `<!-- NAME, by … -->` and `<!-- end of NAME -->`. */
export function filled(page: string, parts: Readonly<Record<string, string>>): string {
  let text = readFileSync(page, 'utf8');
  for (const [name, part] of Object.entries(parts)) {
    const place = new RegExp(`(<!-- ${name}, by [^\n]* -->\n)[^]*?(<!-- end of ${name} -->)`);
    if (!place.test(text)) throw new Error(`${page} has no place for ${name}`);
    text = text.replace(place, (_, before: string, after: string) => `${before}\n${part}\n\n${after}`);
  }
  return text;
}
