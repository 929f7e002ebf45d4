/** The places in our code that allocate; the numbers are the ids that profiles resolve to names. */
export const SITE_ITEM = 1;
export const SITE_VALUE_HEAD = 2;
export const SITE_VALUE_PAGE = 3;
export const SITE_VALUE_PIECE = 4;
export const SITE_VALUE_DIRECTORY = 5;
export const SITE_KEY = 6;

export const SITE_NAMES: readonly string[] = [
  'unknown',
  'item.place',
  'string.head',
  'string.page',
  'string.piece',
  'string.directory',
  'key.long',
];
