/** The table of the formats. Another format is a row here and a file beside deb.ts. */
import { deb } from './deb.ts';
import type { Format, FormatRules } from './format.ts';
import { rpm } from './rpm.ts';

export const formats = { deb, rpm } satisfies Record<Format, FormatRules>;
