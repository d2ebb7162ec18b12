/** Something an operator should know about the index. `message` is one sentence. */
export interface IndexEvent {
  readonly level: 'info' | 'warn';
  readonly message: string;
}

export type IndexLog = (event: IndexEvent) => void;
