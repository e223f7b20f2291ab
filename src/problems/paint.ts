/** The colours of messages. Only terminals get them; system/io.ts decides which do. */
import { styleText } from 'node:util';

export interface Paint {
  /** For a place: `file:line:column:`. */
  place(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  /** For the carets. */
  carets(text: string): string;
  hint(text: string): string;
}

const same = (text: string): string => text;

export const PLAIN: Paint = { place: same, error: same, warning: same, carets: same, hint: same };

type Style = Parameters<typeof styleText>[0];

const styled =
  (style: Style) =>
  (text: string): string =>
    styleText(style, text, { validateStream: false });

export const TERMINAL: Paint = {
  place: styled('bold'),
  error: styled(['bold', 'red']),
  warning: styled(['bold', 'yellow']),
  carets: styled('red'),
  hint: styled('cyan'),
};
