/** The log formats. A new one is one file and one line here. */
import type { LogFormat } from '../source';
import { exim } from './exim';
import { opensmtpd } from './opensmtpd';
import { postfix } from './postfix';
import { replies } from './replies';
import { sendmail } from './sendmail';

export const logFormats: readonly LogFormat[] = [postfix, exim, sendmail, opensmtpd, replies];
