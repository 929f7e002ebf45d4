/**
 * Captures the call stack as data: functions and positions, not the text of an error. It uses V8's
 * structured call sites, which are reached through `Error.prepareStackTrace`; what the embedding
 * program has set there, and its stack limit, are back in place when the capture returns or throws.
 *
 * A capture costs some microseconds, which is why stacks are kept per context and not taken for
 * every allocation. Positions are those of the running code; `source-positions.ts` maps them back.
 */
import { fileURLToPath } from 'node:url';
import type { StackFrame } from './heap-snapshot.js';

/** Frames of the profiler itself that may lie between the capture and the code it looks at. */
const OWN_FRAMES_MAX = 12;
const OWN_URL = import.meta.url.slice(0, import.meta.url.lastIndexOf('/') + 1);
/** Engines name files of modules by URL, tools that run sources name them by path. */
const OWN_PATH = fileURLToPath(OWN_URL);

/**
 * The callers of the profiler, leaf first, at most `depth` of them. Frames of the profiler at the
 * leaf end are left out. `file` is as the engine names it: a file URL, a path or a `node:` name.
 */
export function captureStack(depth: number): StackFrame[] {
  const sites = captureCallSites(depth + OWN_FRAMES_MAX);
  let own = 0;
  while (own < sites.length && isOwn(sites[own]?.getFileName() ?? '')) own++;
  return sites.slice(own, own + depth).map(toFrame);
}

function isOwn(file: string): boolean {
  return file.startsWith(OWN_URL) || file.startsWith(OWN_PATH);
}

function captureCallSites(limit: number): NodeJS.CallSite[] {
  const formerPrepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const formerLimit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
  const holder: { stack?: unknown } = {};
  try {
    Error.prepareStackTrace = (_error, sites) => sites;
    Error.stackTraceLimit = limit;
    Error.captureStackTrace(holder, captureStack);
    return Array.isArray(holder.stack) ? holder.stack : [];
  } finally {
    restore('prepareStackTrace', formerPrepare);
    restore('stackTraceLimit', formerLimit);
  }
}

function restore(name: string, former: PropertyDescriptor | undefined): void {
  if (former === undefined) Reflect.deleteProperty(Error, name);
  else Object.defineProperty(Error, name, former);
}

function toFrame(site: NodeJS.CallSite): StackFrame {
  return {
    function: functionName(site),
    file: site.getFileName() ?? '',
    line: site.getLineNumber() ?? 0,
    column: site.getColumnNumber() ?? 0,
  };
}

/** `Class.method`, `new Class`, `function`, or empty when the function has no name. */
function functionName(site: NodeJS.CallSite): string {
  const name = site.getFunctionName() ?? '';
  if (name === '') return '';
  if (site.isConstructor()) return `new ${name}`;
  const type = site.isToplevel() ? null : site.getTypeName();
  if (type === null || type === 'Object' || type === 'Function' || name.includes('.')) return name;
  return `${type}.${name}`;
}
