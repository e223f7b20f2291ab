/** Keys as the docs write them. */
import { allowedAt } from '../../src/schema/allowed.ts';
import { mistakeInName } from '../../src/format/custom_fields.ts';
import { FORMATS } from '../../src/format/format.ts';

/** `packages.NAME.contents[].mode` as steps; `[]` is any item and `NAME` any key. */
export function stepsOf(path: string): string[] {
  return path.replaceAll('[]', '.[]').split('.');
}

export function isThere(path: string): boolean {
  const steps = stepsOf(path);
  if (allowedAt(steps.map((step) => (step === '[]' ? 0 : step))) === 'nothing') return false;
  const [format, name] = steps.slice(-2);
  const [known] = FORMATS.filter((one) => one === format);
  return steps.at(-3) !== 'fields' || known === undefined || mistakeInName(known, name ?? '') === undefined;
}
