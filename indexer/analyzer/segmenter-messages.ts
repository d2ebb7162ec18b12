import type { Span } from './segment.js';

/** What the segmenter's thread is asked; `null` instead tells it to end. */
export interface SegmenterRequest {
  readonly id: number;
  /** Terms of folded texts for the index; words of the folded runs of a query; those that the dictionaries know. */
  readonly kind: 'terms' | 'words' | 'known words';
  readonly texts: readonly string[];
}

/** What it answers; what readers wait for comes before terms that were asked for earlier. */
export type SegmenterReply =
  | { readonly id: number; readonly kind: 'terms'; /** By `SpanWriter`. */ readonly packed: Uint32Array<ArrayBuffer> }
  | { readonly id: number; readonly kind: 'words'; /** By run. */ readonly words: readonly (readonly string[])[] }
  | { readonly id: number; readonly kind: 'known words'; /** By run. */ readonly words: readonly (readonly Span[])[] }
  | { readonly id: number; readonly kind: 'failure'; readonly message: string };
