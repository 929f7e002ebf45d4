/** SHA-1 over bytes that come in pieces. */
import { createHash, type Hash } from 'node:crypto';

export class Sha1 {
  private readonly hash: Hash = createHash('sha1');

  /** Feeds bytes[start, end). */
  update(bytes: Uint8Array, start = 0, end = bytes.length): this {
    this.hash.update(bytes.subarray(start, end)); // cold
    return this;
  }

  /** The 20 bytes of the digest; nothing can be fed afterwards. */
  digest(): Uint8Array {
    return this.hash.digest();
  }
}
