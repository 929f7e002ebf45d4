/** Which test file belongs to which source file, and which source belongs to which test. */
import type { Node } from 'typescript/unstable/ast';
import {
  isExportDeclaration,
  isImportDeclaration,
  isInterfaceDeclaration,
  isTypeAliasDeclaration,
} from 'typescript/unstable/ast/is';
import { ROOTS } from './layer-rules.js';
import type { Source } from './source-tree.js';

const COMMAND = /^src\/commands\/.+\/.+\.ts$/;

/**
 * The test files of which a source file needs one. Empty for the two roots, for the registry's
 * own files, and for files of types alone, which leave nothing to run.
 */
export function expectedTests(source: Source): string[] {
  if (ROOTS.includes(source.path) || hasTypesOnly(source)) return [];
  const test = source.path.replace(/\.ts$/, '.test.ts');
  if (COMMAND.test(source.path)) {
    const ofCommand = test.replace(/^src\//, 'test/');
    // A file beside the commands that defines none is a unit like any other.
    if (/\bdefineCommand\(/.test(source.text)) return [ofCommand];
    return [ofCommand, test.replace(/^src\//, 'test/unit/')];
  }
  return source.path.startsWith('src/commands/') ? [] : [test.replace(/^src\//, 'test/unit/')];
}

/** The source that a file below test/unit or test/commands tests; undefined for other tests. */
export function sourceOfTest(path: string): string | undefined {
  if (!path.endsWith('.test.ts')) return undefined;
  if (path.startsWith('test/unit/')) {
    return path.replace(/^test\/unit\//, 'src/').replace(/\.test\.ts$/, '.ts');
  }
  if (!path.startsWith('test/commands/')) return undefined;
  return path.replace(/^test\//, 'src/').replace(/\.test\.ts$/, '.ts');
}

function hasTypesOnly(source: Source): boolean {
  return source.tree.statements.every((statement: Node) => {
    if (isInterfaceDeclaration(statement) || isTypeAliasDeclaration(statement)) return true;
    if (isImportDeclaration(statement)) return true;
    return isExportDeclaration(statement) && statement.isTypeOnly;
  });
}
