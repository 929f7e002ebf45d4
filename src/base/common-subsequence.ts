/**
 * A longest common subsequence of two byte strings, by the textbook dynamic programme over all
 * pairs of prefixes: time is the product of the lengths. Where the subsequence itself is asked for,
 * one bit a pair is kept to walk back along; its length alone needs one row.
 *
 * Of several longest subsequences it is the one that Redis finds: walking back from the ends,
 * equal bytes are taken at once, else the side whose prefix has the longer one is shortened, and
 * the second string's where they tie.
 */
export interface CommonRun {
  /** Where the run begins in the first and in the second string. */
  first: number;
  second: number;
  length: number;
}

const BYTE_BITS = 8;

export class CommonSubsequence {
  private runs: CommonRun[] | null = null;
  private total = -1;

  constructor(
    private readonly first: Uint8Array,
    private readonly second: Uint8Array,
  ) {}

  /** The length in bytes of the subsequence. */
  length(): number {
    if (this.total < 0) this.total = this.fill(null);
    return this.total;
  }

  /** The runs that make up the subsequence, contiguous in both strings, the last one first. */
  matches(): readonly CommonRun[] {
    if (this.runs === null) {
      const pairs = (this.first.length + 1) * (this.second.length + 1);
      const isFirstShortened = new Uint8Array(Math.ceil(pairs / BYTE_BITS));
      this.total = this.fill(isFirstShortened);
      this.runs = this.walkBack(isFirstShortened);
    }
    return this.runs;
  }

  /** The subsequence itself. */
  bytes(): Uint8Array {
    const runs = this.matches();
    const bytes = new Uint8Array(this.length());
    let end = bytes.length;
    for (const { first, length } of runs) {
      end -= length;
      bytes.set(this.first.subarray(first, first + length), end);
    }
    return bytes;
  }

  /**
   * The length for the whole strings. In `isFirstShortened` the bit of a pair of prefixes is set
   * where leaving out the first string's last byte leaves the longer subsequence.
   */
  private fill(isFirstShortened: Uint8Array | null): number {
    const { first, second } = this;
    const width = second.length + 1;
    let above = new Uint32Array(width);
    let row = new Uint32Array(width);
    for (let i = 1; i <= first.length; i++) {
      const byte = first[i - 1];
      let left = 0;
      for (let j = 1; j < width; j++) {
        const up = above[j];
        if (byte === second[j - 1]) left = above[j - 1] + 1;
        else if (up > left) {
          left = up;
          if (isFirstShortened !== null) setBit(isFirstShortened, i * width + j);
        }
        row[j] = left;
      }
      [above, row] = [row, above];
    }
    return above[second.length];
  }

  private walkBack(isFirstShortened: Uint8Array): CommonRun[] {
    const { first, second } = this;
    const width = second.length + 1;
    const runs: CommonRun[] = [];
    let i = first.length;
    let j = second.length;
    while (i > 0 && j > 0) {
      let length = 0;
      while (i > 0 && j > 0 && first[i - 1] === second[j - 1]) {
        i--;
        j--;
        length++;
      }
      if (length > 0) runs.push({ first: i, second: j, length });
      else if (hasBit(isFirstShortened, i * width + j)) i--;
      else j--;
    }
    return runs;
  }
}

function setBit(bits: Uint8Array, at: number): void {
  bits[Math.floor(at / BYTE_BITS)] |= 1 << (at % BYTE_BITS);
}

function hasBit(bits: Uint8Array, at: number): boolean {
  return (bits[Math.floor(at / BYTE_BITS)] & (1 << (at % BYTE_BITS))) !== 0;
}
