/** Every provider's file. A new provider is one file and one line in each list here. */
import type { CategoryId } from '../catalog';
import type { ProviderData, Signature } from '../../engine/classify/rule-set';
import google from './google.json';
import ms365 from './ms365.json';
import outlook from './outlook.json';
import exchange from './exchange.json';
import yahoo from './yahoo.json';
import apple from './apple.json';
import comcast from './comcast.json';
import att from './att.json';
import cox from './cox.json';
import spectrum from './spectrum.json';
import verizon from './verizon.json';
import godaddy from './godaddy.json';
import rackspace from './rackspace.json';
import orange from './orange.json';
import laposte from './laposte.json';
import sfr from './sfr.json';
import free from './free.json';
import gmx from './gmx.json';
import tonline from './tonline.json';
import mailru from './mailru.json';
import yandex from './yandex.json';
import rambler from './rambler.json';
import qq from './qq.json';
import netease from './netease.json';
import naver from './naver.json';
import zoho from './zoho.json';
import proton from './proton.json';
import fastmail from './fastmail.json';
import cloudflare from './cloudflare.json';
import improvmx from './improvmx.json';
import mimecast from './mimecast.json';
import proofpoint from './proofpoint.json';
import barracuda from './barracuda.json';
import cisco from './cisco.json';
import sophos from './sophos.json';
import symantec from './symantec.json';
import trend from './trend.json';
import fireeye from './fireeye.json';
import forwardemail from './forwardemail.json';
import spamhaus from './spamhaus.json';
import spamcop from './spamcop.json';
import barracudarbl from './barracudarbl.json';
import sorbs from './sorbs.json';
import uceprotect from './uceprotect.json';
import cloudmark from './cloudmark.json';
import invaluement from './invaluement.json';
import surbl from './surbl.json';
import postfix from './postfix.json';
import exim from './exim.json';
import qmail from './qmail.json';
import sendmail from './sendmail.json';
import iua from './iua.json';
import docomo from './docomo.json';
import kddi from './kddi.json';

type PackedEntry = string | readonly [string, Partial<Signature>];

/** A package holds most of an entry as one text and leaves out ids that only count (see `scripts/packing.js`); the sources hold all. */
function unpacked(provider: ProviderData): ProviderData {
  const entries = provider.entries as readonly (Signature | PackedEntry)[];
  return {
    ...provider,
    entries: entries.map((entry, i) => {
      const whole = typeof entry === 'string' ? fromText(entry) : isPair(entry) ? { ...fromText(entry[0]), ...entry[1] } : entry;
      return { ...whole, id: whole.id ?? `${provider.id}-${String(i + 1).padStart(2, '0')}` } as Signature;
    }),
  };
}

function isPair(entry: Signature | PackedEntry): entry is readonly [string, Partial<Signature>] {
  return Array.isArray(entry);
}

function fromText(text: string): Partial<Signature> {
  const [category, words = '', reply, status, meaning, steps] = text.split('\t');
  return {
    category: category as CategoryId, words: words ? words.split(';') : [], ...(reply && { reply: reply.split(' ') }), ...(status && { status: status.split(' ') }),
    ...(meaning && { meaning }), ...(steps && { steps: steps.split('\n') }),
  };
}

export const providerData = ([
  google, ms365, outlook, exchange, yahoo, apple, comcast, att, cox, spectrum, verizon, godaddy, rackspace,
  orange, laposte, sfr, free, gmx, tonline, mailru, yandex, rambler, qq, netease, naver, zoho, proton, fastmail,
  cloudflare, improvmx, mimecast, proofpoint, barracuda, cisco, sophos, symantec, trend, fireeye, forwardemail,
  spamhaus, spamcop, barracudarbl, sorbs, uceprotect, cloudmark, invaluement, surbl, postfix, exim, qmail,
  sendmail, iua, docomo, kddi,
] as unknown as readonly ProviderData[]).map(unpacked);
