/** For a flag that may be repeated: its values in order. */
export function collect(value: string, others: readonly string[] = []): string[] {
  return [...others, value];
}
