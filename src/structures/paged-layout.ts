/**
 * How a length is divided into pages, tail pieces and remainder. The division depends on the
 * length and the page size only. A tail is cut greedily into slots of classes that it fills
 * completely; what is left after three pieces, or once less than a kilobyte is left, stands in the
 * head itself.
 */
import type { MemoryManager } from '../memory/memory-manager.js';
import type { SlabClasses } from '../memory/slab-classes.js';

const PIECES_MAX = 3;
/** A shorter rest is not worth a slot of its own. */
const PIECE_BYTES_MIN = 1024;
/** Up to this many page numbers stand in the head itself. */
const DIRECT_PAGES_MAX = 8;
const WORD_BYTES = 4;

export class PagedLayout {
  length = 0;
  /** Whole pages. */
  pages = 0;
  /** Directories of page numbers; 0 while the numbers fit into the head. */
  directories = 0;
  /** Bytes behind the last whole page. */
  tailBytes = 0;
  pieces = 0;
  /** Size of each tail piece. */
  readonly pieceBytes = new Int32Array(PIECES_MAX);
  /** The head's word at which the references of the pieces begin. */
  pieceWord = 0;
  /** The head's byte at which the remainder begins. */
  remainderAt = 0;
  remainderBytes = 0;
  headBytes = 0;
  private readonly classes: SlabClasses;
  private readonly pageSize: number;
  private readonly perDirectory: number;

  constructor(memory: MemoryManager) {
    this.classes = memory.classes;
    this.pageSize = memory.layout.pageSizeBytes;
    this.perDirectory = this.pageSize / WORD_BYTES;
  }

  /** Computes all fields for a length in bytes. */
  divide(length: number): void {
    this.length = length;
    this.pages = Math.floor(length / this.pageSize);
    this.tailBytes = length - this.pages * this.pageSize;
    this.directories =
      this.pages <= DIRECT_PAGES_MAX ? 0 : Math.ceil(this.pages / this.perDirectory);
    this.divideTail();
    const references = this.directories === 0 ? this.pages : this.directories;
    this.pieceWord = 1 + references;
    this.remainderAt = (this.pieceWord + this.pieces) * WORD_BYTES;
    this.headBytes = this.remainderAt + this.remainderBytes;
  }

  private divideTail(): void {
    const { classes } = this;
    let rest = this.tailBytes;
    this.pieces = 0;
    while (rest >= PIECE_BYTES_MIN && this.pieces < PIECES_MAX) {
      const size = classes.slotBytes[classes.classFilledBy(rest)];
      this.pieceBytes[this.pieces++] = size;
      rest -= size;
    }
    this.remainderBytes = rest;
  }

  /** Bytes of directory number i. */
  directoryBytes(i: number): number {
    return Math.min(this.perDirectory, this.pages - i * this.perDirectory) * WORD_BYTES;
  }
}
