/** Keys as the docs write them. */
import { allowedAt } from '../../src/schema/allowed.ts';
import { mistakeInName } from '../../src/format/custom_fields.ts';
import { stepsOf } from '../../docs/generate/shown.ts';
import { FORMATS } from '../../src/format/format.ts';

export function isThere(path: string): boolean {
  const steps = stepsOf(path);
  if (allowedAt(steps.map((step) => (step === '[]' ? 0 : step))) === 'nothing') return false;
  const [format, name] = steps.slice(-2);
  const [known] = FORMATS.filter((one) => one === format);
  return steps.at(-3) !== 'fields' || known === undefined || mistakeInName(known, name ?? '') === undefined;
}
