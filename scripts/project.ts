/** Where things are in this project, and what its package.json says. */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

export const root = path.resolve(__dirname, '..');

/** A path inside the project. */
export const inProject = (...parts: string[]): string => path.join(root, ...parts);

/** A path as a person wants to read it: relative to the project where it is inside. */
export const shown = (file: string): string => (file.startsWith(root + path.sep) ? path.relative(root, file) : file);

interface Manifest { name: string; publisher: string; version: string }

export const manifest = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Manifest;

export const extensionId = `${manifest.publisher}.${manifest.name}`;

/** Something that has to be put right outside the tests: its message tells how, without a stack trace. */
export class SetupError extends Error {}
