/** The log formats. A new one is one file and one line here. */
import type { LogFormat } from '../source';
import { postfix } from './postfix';
import { replies } from './replies';

export const logFormats: readonly LogFormat[] = [postfix, replies];
