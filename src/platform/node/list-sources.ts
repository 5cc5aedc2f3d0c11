/** Folders become the files in them; a rotated set is put in the order in which it was written. */
import { readdirSync, statSync } from 'node:fs';
import { rotationOrder } from '../rotation';
import { Unreadable } from '../unreadable';
import { inWords } from './read-source';

/** Deeper folders are not looked into: a mail store is a few levels deep, a loop of links has no end. */
const DEEPEST_FOLDER = 16;

/**
 * @param path a file or a folder; anything but a folder is given back as it is
 * @param problem gets folders that cannot be read; the others go on
 * @returns the files, in order
 */
export function* listSources(path: string, problem: (error: Unreadable) => void): Generator<string> {
  if (!isFolder(path)) {
    yield path;
    return;
  }
  yield* filesIn(path, 1, problem);
}

function* filesIn(folder: string, depth: number, problem: (error: Unreadable) => void): Generator<string> {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problem(new Unreadable(folder, inWords(error)));
    return;
  }
  const base = folder.replace(/[\\/]$/, ''); // not `join`: what the user named stays as it was named
  const visible = entries.filter((entry) => !entry.name.startsWith('.'));
  visible.sort((a, b) => rotationOrder(a.name, b.name));
  for (const entry of visible) {
    const path = `${base}/${entry.name}`;
    // a linked folder is not followed, a linked file is
    if (entry.isDirectory()) {
      if (depth >= DEEPEST_FOLDER) problem(new Unreadable(path, `folders deeper than ${DEEPEST_FOLDER} levels are left out`));
      else yield* filesIn(path, depth + 1, problem);
    } else if (entry.isFile() || (entry.isSymbolicLink() && !isFolder(path))) {
      yield path;
    }
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // opening it will say what is wrong
  }
}
