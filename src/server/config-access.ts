/** What CONFIG does: the directives of a running server, and the file they came from. */
import { ReplyError } from '../base/reply-error.js';
import type { ClientPort } from '../commands/client-port.js';
import type { ConfigPort } from '../commands/config-port.js';
import type { SystemFiles } from '../platform/system-files.js';
import type { Config } from './config/config.js';
import { rewriteConfig } from './config/rewrite-config.js';
import type { Logger } from './logger.js';

export interface ConfigAccessParts {
  readonly config: Config;
  readonly files: SystemFiles;
  /** Absolute; null where the server runs without a file. */
  readonly filePath: string | null;
  readonly logger: Logger;
}

export class ConfigAccess implements ConfigPort {
  constructor(private readonly parts: ConfigAccessParts) {}

  matching(patterns: readonly string[]): readonly (readonly [name: string, value: string])[] {
    return this.parts.config.matching(patterns);
  }

  change(pairs: readonly string[], client: ClientPort): void {
    this.parts.config.set(pairs, client.isLocal ? 'local' : 'remote');
  }

  rewriteFile(): void {
    const { config, files, filePath, logger } = this.parts;
    if (filePath === null) throw new ReplyError('ERR The server is running without a config file');
    try {
      const isThere = files.kindOfPath(filePath) !== 'none';
      const oldText = isThere ? files.readFile(filePath) : '';
      files.replaceFile(filePath, rewriteConfig(oldText, config.rewriteEntries()));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warning(`CONFIG REWRITE failed: ${reason}`);
      throw new ReplyError(`ERR Rewriting config file: ${reason}`);
    }
    logger.notice('CONFIG REWRITE executed with success.');
  }
}
