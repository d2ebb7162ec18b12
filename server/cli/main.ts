#!/usr/bin/env node
import type { ExitCode } from './exit-code.js';
import { tellFailure } from './failure.js';
import { createProgram } from './program.js';
import { endWithPipe, flushed } from './terminal.js';

endWithPipe();
let code: ExitCode = 0;
const program = createProgram((given) => (code = given));
try {
  await program.parseAsync();
} catch (error) {
  code = 1;
  tellFailure(error, process.env['XUNWEN_LOG_LEVEL']);
}
await flushed();
// Standard input may still be open, and would keep the process.
process.exit(code);
