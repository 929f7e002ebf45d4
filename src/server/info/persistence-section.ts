/**
 * INFO persistence: the truth of a server that saves nothing. Fields about the last save or the
 * child that makes one are absent, because there has been none.
 */
import type { InfoField } from './info-section.js';

/** `changes`: since the server started, as nothing was ever saved. */
export function persistenceFields(changes: number): InfoField[] {
  return [
    ['loading', 0],
    ['async_loading', 0],
    ['rdb_changes_since_last_save', changes],
    ['rdb_bgsave_in_progress', 0],
    ['rdb_last_bgsave_time_sec', -1],
    ['rdb_current_bgsave_time_sec', -1],
    ['rdb_saves', 0],
    ['aof_enabled', 0],
    ['aof_rewrite_in_progress', 0],
    ['aof_rewrite_scheduled', 0],
    ['aof_last_rewrite_time_sec', -1],
    ['aof_current_rewrite_time_sec', -1],
    ['aof_rewrites', 0],
  ];
}
