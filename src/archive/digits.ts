/** Numbers in the columns of an archive's headers. What does not fit was to be refused before: cut off, it would be another number. */

/** So many digits in that base, with zeros before them. */
export function digits(value: number, base: 8 | 16, length: number): string {
  return fitting(value, value.toString(base).padStart(length, '0'), length);
}

/** Decimal, with blanks behind. */
export function column(value: number, length: number): string {
  return fitting(value, String(value).padEnd(length), length);
}

function fitting(value: number, text: string, length: number): string {
  if (Number.isSafeInteger(value) && value >= 0 && text.length <= length) return text;
  throw new RangeError(`${value} does not fit into ${length} digits`);
}
