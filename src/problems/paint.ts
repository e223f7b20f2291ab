/** The colours of what people read. Only a terminal gets them; who decides that is io.ts. */

export interface Paint {
  /** Where: `file:line:column:`. */
  place(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  /** The marks under what is wrong. */
  carets(text: string): string;
  hint(text: string): string;
}

const same = (text: string): string => text;

export const PLAIN: Paint = { place: same, error: same, warning: same, carets: same, hint: same };

/** Select Graphic Rendition: https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
const rendition =
  (codes: string) =>
  (text: string): string =>
    `\u001b[${codes}m${text}\u001b[0m`;

export const TERMINAL: Paint = {
  place: rendition('1'),
  error: rendition('1;31'),
  warning: rendition('1;33'),
  carets: rendition('31'),
  hint: rendition('36'),
};
