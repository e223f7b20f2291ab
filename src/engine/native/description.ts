/** The lines of a description as both formats have them: no blanks at their ends, and no empty ones at the end. */
export function descriptionLines(description: string): string[] {
  return description
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}
