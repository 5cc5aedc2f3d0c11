/** The log formats. A new one is one file and one line here. */
import type { LogFormat } from '../source';
import { assp } from './assp';
import { courier } from './courier';
import { domino } from './domino';
import { exim } from './exim';
import { exchangeProtocol } from './exchange-protocol';
import { exchangeTracking } from './exchange-tracking';
import { haraka } from './haraka';
import { hmailserver } from './hmailserver';
import { kerio } from './kerio';
import { mailenable } from './mailenable';
import { mdaemon } from './mdaemon';
import { momentum } from './momentum';
import { opensmtpd } from './opensmtpd';
import { postfix } from './postfix';
import { powermta } from './powermta';
import { qmail } from './qmail';
import { replies } from './replies';
import { sendmail } from './sendmail';
import { zonemta } from './zonemta';

export const logFormats: readonly LogFormat[] = [postfix, exim, sendmail, opensmtpd, qmail, haraka, courier, zonemta, momentum, powermta, exchangeTracking, exchangeProtocol, mailenable, hmailserver, mdaemon, kerio, assp, domino, replies];
