/** Milliseconds as seconds. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

/** Bytes as megabytes, of a million bytes; empty where nobody knows. */
export function megabytes(bytes: number | null): string {
  return bytes === null ? '' : (bytes / 1e6).toFixed(0);
}
