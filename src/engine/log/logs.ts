/** The log formats. A new one is one file and one line here. */
import { eventFormats } from '../event/events';
import type { LogFormat } from '../source';
import { dotnet } from './app/dotnet';
import { go } from './app/go';
import { java } from './app/java';
import { node } from './app/node';
import { php } from './app/php';
import { python } from './app/python';
import { ruby } from './app/ruby';
import { rust } from './app/rust';
import { assp } from './assp';
import { courier } from './courier';
import { domino } from './domino';
import { dressedFormat } from './dressed';
import { exchangeList } from './exchange-list';
import { exchangeProtocol } from './exchange-protocol';
import { exchangeTracking } from './exchange-tracking';
import { exim } from './exim';
import { generic } from './generic';
import { haraka } from './haraka';
import { hmailserver } from './hmailserver';
import { ironport } from './ironport';
import { kerio } from './kerio';
import { maddy } from './maddy';
import { mailenable } from './mailenable';
import { mailq } from './mailq';
import { mdaemon } from './mdaemon';
import { mixedFormat } from './mixed';
import { momentum } from './momentum';
import { opensmtpd } from './opensmtpd';
import { pmdf } from './pmdf';
import { postfix } from './postfix';
import { powermta } from './powermta';
import { qmail } from './qmail';
import { replies } from './replies';
import { sendmail } from './sendmail';
import { stalwart } from './stalwart';
import { wrappedFormat } from './wrapped';
import { zonemta } from './zonemta';

/** Mail servers. */
const servers: readonly LogFormat[] = [
  postfix, exim, sendmail, opensmtpd, qmail, haraka, courier, zonemta, maddy, stalwart, momentum, powermta, exchangeTracking, exchangeProtocol, exchangeList,
  mailenable, hmailserver, mdaemon, kerio, assp, domino, ironport, pmdf, mailq,
];

/** Mail libraries in applications. */
const applications: readonly LogFormat[] = [python, node, java, php, dotnet, go, ruby, rust];

const lines: readonly LogFormat[] = [mixedFormat(() => servers, () => applications), ...servers, ...applications];

const events = eventFormats.filter((format) => format.kind === 'log');
const wrapped = wrappedFormat(() => lines, generic);

export const logFormats: readonly LogFormat[] = [wrapped, dressedFormat(() => [wrapped, ...events, ...lines, generic], generic), ...lines, replies, generic];
