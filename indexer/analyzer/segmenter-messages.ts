/** What the segmenter's thread is asked; `null` instead tells it to end. */
export interface SegmenterRequest {
  readonly id: number;
  /** Terms of folded texts for the index, or words of the folded runs of a query. */
  readonly kind: 'terms' | 'words';
  readonly texts: readonly string[];
}

/** What it answers, in the order of the requests. */
export type SegmenterReply =
  | { readonly id: number; readonly kind: 'terms'; /** By `SpanWriter`. */ readonly packed: Uint32Array<ArrayBuffer> }
  | { readonly id: number; readonly kind: 'words'; /** By run. */ readonly words: readonly (readonly string[])[] }
  | { readonly id: number; readonly kind: 'failure'; readonly message: string };
