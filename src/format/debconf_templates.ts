/** Checks debconf templates, the questions that a package asks when it is installed: https://manpages.debian.org/debconf-devel.7 */

/** A mistake, with the stretch of the text that it is in, in UTF-16 code units. */
export interface TemplateMistake {
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}

const TYPES = ['string', 'boolean', 'select', 'multiselect', 'note', 'error', 'text', 'password', 'title'];
/** The name of a field without its language: `description-de.utf-8` is a description. */
const FIELDS = ['template', 'type', 'default', 'choices', 'description'];

/** A field of a template. */
interface Field {
  readonly name: string;
  readonly value: string;
  readonly start: number;
}

/** Finds what debconf would refuse or not understand when the package is installed. */
export function templateMistakes(text: string): TemplateMistake[] {
  const mistakes: TemplateMistake[] = [];
  const report = (line: string, start: number, message: string, hint?: string): void => {
    mistakes.push({ message, start, end: start + line.length, ...(hint === undefined ? {} : { hint }) });
  };
  let fields: Field[] = [];
  const close = (): void => {
    if (fields.length > 0) mistakes.push(...mistakesIn(fields));
    fields = [];
  };
  let start = 0;
  for (const line of text.split('\n')) {
    const [, written, value = ''] = /^([-_@.A-Za-z0-9]+):\s?(.*)/.exec(line) ?? [];
    const name = written?.toLowerCase() ?? '';
    if (line === '') close();
    else if (written === undefined) {
      const isMore = /^\s/.test(line) && fields.length > 0;
      const hint = line.startsWith('#') ? 'debconf has no comments: leave it out' : undefined;
      if (!isMore) report(line, start, 'a line of a template is `Field: value`, or begins with a space', hint);
    } else if (!FIELDS.includes(name.replace(/-.*/, ''))) {
      const hint = name.startsWith('_') ? '`po2debconf` makes of it what a package has' : undefined;
      report(written, start, `a template has no field "${written}"; known: ${FIELDS.map(capital).join(', ')}`, hint);
    } else if (fields.some((field) => field.name === name)) {
      report(written, start, `the template has "${written}" twice`, 'a line with nothing in it parts two templates');
    } else fields.push({ name, value: value.trim(), start });
    start += line.length + 1;
  }
  close();
  return mistakes;
}

function mistakesIn(fields: readonly Field[]): TemplateMistake[] {
  const [first, ...rest] = fields;
  if (first === undefined) return [];
  const at = ({ start, name }: Field) => ({ start, end: start + name.length });
  if (first.name !== 'template' || first.value === '') {
    return [{ ...at(first), message: 'a template begins with `Template: package/name`' }];
  }
  const type = rest.find(({ name }) => name === 'type');
  if (type === undefined) return [{ ...at(first), message: `the template ${first.value} has no \`Type:\`` }];
  if (TYPES.includes(type.value)) return [];
  return [{ ...at(type), message: `the type of a template is one of ${TYPES.join(', ')}, not "${type.value}"` }];
}

function capital(name: string): string {
  return name.replace(/^./, (letter) => letter.toUpperCase());
}
