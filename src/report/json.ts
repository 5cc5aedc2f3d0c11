/** A summary as JSON: part of the command-line contract. Scripts read the figures; `bounce-lens merge` reads `state`. */
import type { Cause } from '../engine/summary/cause';
import { compareText } from '../engine/summary/keys';
import type { OpenMap } from '../engine/summary/open-map';
import type { QuotedPlace } from '../engine/summary/place';
import { NotAsExpected, object, type Json } from '../engine/summary/plain-data';
import { readState } from '../engine/summary/read-state';
import type { OtherTally, Summary } from '../engine/summary/summary';
import { bouncesOf, type Tally } from '../engine/summary/tally';
import type { Timeline } from '../engine/summary/timeline';
import { bouncedAddresses, byCategory, byProvider, causesBySize, tookMailLater } from '../engine/summary/totals';
import { sortedObject, stateSections } from '../engine/summary/write-state';
import { jsonText } from './json-text';
import { clockOf, isoTime, stepName, type Clock } from './time';

/** Of a cause's domains the largest so many are listed; `state` has them all. */
const LISTED_DOMAINS = 10;

/** @returns JSON with a line end; equal summaries give equal text */
export function summaryToJson(summary: Summary): string {
  return [...summaryJsonParts(summary)].join('');
}

/** The same in parts, to be written one after the other: the summary of a large log is megabytes of JSON. */
export function* summaryJsonParts(summary: Summary): Generator<string> {
  yield jsonText(figures(summary)).slice(0, -1);
  let before = ',"state":{';
  for (const [name, section] of stateSections(summary)) {
    yield `${before}${jsonText(name)}:${jsonText(section)}`;
    before = ',';
  }
  yield '}}\n';
}

/** What scripts read. */
function figures(summary: Summary): Json {
  const { total, addresses, read, actions } = summary;
  const clock = clockOf(summary.clocks);
  return {
    read: { ...read, formats: formats(summary), notRecognised: summary.formats.get('') ?? 0 },
    byAction: { ...actions },
    byBounceType: { hard: total?.hard ?? 0, soft: total ? total.soft + total.blocked : 0 },
    blocked: total?.blocked ?? 0,
    byCategory: counts(byCategory(summary)),
    byStatus: counts(summary.byStatus.sorted()),
    byDomain: counts(summary.byDomain.sorted()),
    byProvider: counts(byProvider(summary)),
    byRemoteMta: counts(summary.byRemoteMta.sorted()),
    byReportingMta: counts(summary.byReportingMta.sorted()),
    byHour: hours(summary.hours, clock),
    addresses: {
      hard: addresses.hard.count(), soft: addresses.soft.count(), blocked: addresses.blocked.count(), delayed: addresses.delayed.count(), delayedThenDelivered: tookMailLater(summary).count, all: bouncedAddresses(summary),
      standardError: Math.max(addresses.hard.standardError, addresses.soft.standardError),
    },
    byQueue: counts(summary.byQueue.sorted()),
    first: isoTime(total && total.first, clock),
    last: isoTime(total && total.last, clock),
    clock,
    rest: rests(summary),
    causes: causesBySize(summary).map((cause) => causeView(cause, clock)),
    notBounces: [...summary.others].sort((a, b) => b[1].count - a[1].count || compareText(a[0], b[0])).map(([, other]) => otherView(other)),
    notUnderstood: summary.unknownPlaces.map(({ file, line, text }) => ({ file, line, text })),
    notRecognised: summary.notRecognised.map(({ file, empty }) => ({ file, empty })),
    limits: [...summary.limits.values()].sort(),
    problems: sortedObject(summary.problems),
  };
}

/**
 * The summary that was written with `summaryToJson`.
 * @throws NotAsExpected, with a message for the user, where the text is something else
 */
export function summaryFromJson(json: string): Summary {
  let data: Json;
  try {
    data = JSON.parse(json) as Json;
  } catch {
    throw new NotAsExpected('it is not JSON');
  }
  const { state } = object(data);
  if (state === undefined) throw new NotAsExpected('it is not a summary made with --format json');
  return readState(state);
}

function causeView(cause: Cause, clock: Clock): Json {
  const { hard, soft, blocked, delayed, first, last } = cause.tally;
  return {
    category: cause.category, provider: cause.provider, bounces: bouncesOf(cause.tally), hard, soft: soft + blocked, blocked, delayed,
    addresses: cause.recipients.count(), first: isoTime(first, clock), last: isoTime(last, clock), rules: sortedObject(cause.rules),
    domains: plain(cause.domains.largest(LISTED_DOMAINS)), examples: cause.earliest.map((example) => exampleView(example, clock)),
  };
}

const otherView = ({ kind, action, category, count, place: { file, line } }: OtherTally): Json => ({ kind, action, category, count, file, line });

/** Of the sources that were recognised. */
const formats = (summary: Summary): Json => sortedObject(new Map([...summary.formats].filter(([format]) => format !== '')));

const exampleView = ({ file, line, time, recipient, text }: QuotedPlace, clock: Clock): Json => ({ file, line, time: isoTime(time, clock), recipient, text });

const counts = (entries: readonly (readonly [string, Tally])[]): Json => plain(entries.map(([key, tally]) => [key, bouncesOf(tally)]));

/** As members of its own: a key may be called `__proto__`. */
const plain = (entries: readonly (readonly [string, number])[]): Json => Object.fromEntries(entries);

function hours(timeline: Timeline, clock: Clock): Json {
  const result: { [key: string]: number } = {};
  for (const [start, step] of timeline.sorted()) result[stepName(start, timeline.step, clock)] = bouncesOf(step);
  return result;
}

/** What the open maps do not list key by key; maps that list all are left out. */
function rests(summary: Summary): Json {
  const maps: [string, OpenMap][] = [['byStatus', summary.byStatus], ['byDomain', summary.byDomain], ['byRemoteMta', summary.byRemoteMta], ['byReportingMta', summary.byReportingMta], ['byQueue', summary.byQueue]];
  const result: { [key: string]: Json } = {};
  for (const [name, { rest }] of maps) if (rest.error > 0) result[name] = { bounces: bouncesOf(rest), error: rest.error };
  return result;
}
