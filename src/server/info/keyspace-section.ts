/** INFO keyspace: each database that has keys. */
import type { InfoField } from './info-section.js';

export interface DatabaseFacts {
  readonly number: number;
  readonly size: number;
  readonly volatileSize: number;
  readonly averageTtlMs: number;
}

export function keyspaceFields(databases: Iterable<DatabaseFacts>): InfoField[] {
  const fields: InfoField[] = [];
  for (const { number, size, volatileSize, averageTtlMs } of databases) {
    if (size === 0) continue;
    const averageTtl = Math.floor(averageTtlMs);
    fields.push([
      `db${number}`,
      `keys=${size},expires=${volatileSize},avg_ttl=${averageTtl},subexpiry=0`,
    ]);
  }
  return fields;
}
