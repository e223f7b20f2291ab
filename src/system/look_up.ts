/**
 * Records whose keys are names that users choose. Every object inherits `constructor`, `toString` and others from
 * `Object.prototype`, so such a record is read with this function alone; the ESLint rule `onepack/look-up` finds any other way.
 */
export function lookUp<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  // eslint-disable-next-line onepack/look-up -- This function is what the rule tells everybody else to call.
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
