#!/usr/bin/env node
/**
 * The program's entry. It loads the rest of itself only after it has told the engine to take little
 * memory meanwhile; see platform/trim-engine.ts.
 */
import { prepareEngine } from './platform/trim-engine.js';

prepareEngine();
const { runProgram } = await import('./server/program.js');
await runProgram(process.argv.slice(2));
