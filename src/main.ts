#!/usr/bin/env node
/** The program. */
import { startServer } from './index.js';

const at = process.argv.indexOf('--port');
const port = at > 0 ? Number(process.argv[at + 1]) : 6379;
const server = await startServer({ port });
process.stdout.write(`Ready to accept connections on ${server.port}\n`);
