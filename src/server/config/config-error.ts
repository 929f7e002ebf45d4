/** The start-up configuration cannot be used: the program reports why and exits. */
import type { ConfigLine, ConfigLocation } from './parse-config.js';

export class ConfigError extends Error {
  /** The line at fault; null when the fault lies between several directives. */
  readonly line: ConfigLine | null;

  /** `message` is the reason in Redis's words. */
  constructor(message: string, line: ConfigLine | null) {
    super(message);
    this.name = 'ConfigError';
    this.line = line;
  }

  /** What to print on standard error; `product` is a name and version such as "segkv 1.2.3". */
  report(product: string): string {
    const heading = `\n*** FATAL CONFIG FILE ERROR (${product}) ***\n`;
    if (this.line === null) return `${heading}${this.message}\n`;
    const place = describe(this.line.location);
    return `${heading}Reading ${place}\n>>> '${this.line.text}'\n${this.message}\n`;
  }
}

/** A configuration file that cannot be opened, with the path as it was given. */
export class ConfigFileUnreadable extends ConfigError {
  constructor(path: string, reason: string, line: ConfigLine | null) {
    super(`can't open config file '${path}': ${reason}`, line);
    this.name = 'ConfigFileUnreadable';
  }

  override report(_product: string): string {
    const place = this.line === null ? '' : ` (included by ${describe(this.line.location)})`;
    return `Fatal error, ${this.message}${place}\n`;
  }
}

/** Starts as Redis's message does; the file is added because includes make the number ambiguous. */
function describe({ source, line }: ConfigLocation): string {
  switch (source.kind) {
    case 'file':
      return `the configuration file, at line ${line} of ${source.path}`;
    case 'standard input':
      return `the configuration file, at line ${line} of the standard input`;
    case 'command line':
      return `the command line, at option ${line}`;
  }
}
