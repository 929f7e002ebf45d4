/**
 * Digests of values and of all data, the same as redis-server's for the same data: an exclusive or
 * of a digest per key, so that the order of keys does not matter. Source: the behaviour of DEBUG
 * DIGEST and DEBUG DIGEST-VALUE of Redis 7.0.
 */
import type { Database } from '../keyspace/database.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import { visitString } from '../keyspace/string-pieces.js';
import { Sha1 } from '../platform/sha1.js';

const DIGEST_BYTES = 20;
const STRING_TYPE = 0;
const EXPIRE_MARK = new TextEncoder().encode('!!expire!!');

/** The digest of all databases. */
export function digestOfKeyspace(keyspace: Keyspace): Uint8Array {
  const total = new Uint8Array(DIGEST_BYTES);
  keyspace.databases.forEach((db, number) => {
    if (db.size === 0) return;
    mix(total, bigEndian(number));
    let cursor = 0;
    do {
      cursor = db.index.scanPage(cursor, (reference) => {
        const key = db.items.keyOf(db.items.open(reference));
        const digest = new Uint8Array(DIGEST_BYTES);
        mix(digest, key);
        mixFoundValue(digest, db);
        foldHash(total, digest);
      });
    } while (cursor !== 0);
  });
  return total;
}

/** The digest of the value of the found item, with whether it expires. */
export function digestOfFoundValue(db: Database): Uint8Array {
  const digest = new Uint8Array(DIGEST_BYTES);
  mixFoundValue(digest, db);
  return digest;
}

function mixFoundValue(digest: Uint8Array, db: Database): void {
  mix(digest, bigEndian(STRING_TYPE));
  const hash = new Sha1();
  visitString(db, (bytes, start, end) => hash.update(bytes, start, end));
  mixHash(digest, hash);
  if (db.view.isVolatile) foldHash(digest, EXPIRE_MARK);
}

/** Makes the digest depend on bytes and on their place in the order of mixing. */
function mix(digest: Uint8Array, bytes: Uint8Array): void {
  mixHash(digest, new Sha1().update(bytes));
}

function mixHash(digest: Uint8Array, hash: Sha1): void {
  foldIn(digest, hash.digest());
  digest.set(new Sha1().update(digest).digest());
}

/** Makes the digest depend on bytes, whatever the order. */
function foldHash(digest: Uint8Array, bytes: Uint8Array): void {
  foldIn(digest, new Sha1().update(bytes).digest());
}

function foldIn(digest: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < DIGEST_BYTES; i++) digest[i] ^= other[i];
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
