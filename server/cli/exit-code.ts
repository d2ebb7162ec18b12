/** What a command ends with: 0 done, 1 failed, 2 nothing at all was read, 130 stopped by Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 130;
