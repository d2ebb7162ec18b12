import { availableParallelism } from 'node:os';

/** More threads would cut faster than this one puts what they cut into the index. */
const most = 3;

/** Threads that cut texts where a great many come at once. */
export const cuttingThreads: number = Math.min(availableParallelism(), most);
