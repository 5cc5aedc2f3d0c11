import type { QuotedPlace, SourcePlace } from '../summary/place';
import { comparePlaces, LONGEST_QUOTATION, quotedPlaceOf } from '../summary/place';
import type { ByteAccess } from './bytes';

/** A recipient that is longer is quoted at once. */
const LONGEST_RECIPIENT = 320;

/** A line to quote: its place, and as bytes whom it was for and what it says. */
interface HeldLine {
  place: SourcePlace;
  /** -1: it names no recipient. */
  recipientLength: number;
  length: number;
  readonly bytes: Uint8Array;
}

/**
 * The last few lines of one kind. In a log each line is later than those before it, so each is the latest for a moment and would be
 * quoted for nothing: here its bytes are held, and quotations are made of those that are left.
 */
export class LatestLines {
  private held: HeldLine[] = [];
  /** Where the next one goes, once there are `most`. */
  private oldest = 0;

  constructor(private readonly most: number) {}

  /**
   * @param recipientFrom @param recipientTo -1 where there is none
   * @returns false where the line is not later than the one before, or too long to hold: then it is not in here
   */
  add(place: SourcePlace, bytes: Uint8Array, recipientFrom: number, recipientTo: number, wordsFrom: number, wordsTo: number): boolean {
    const { held, oldest, most } = this;
    const recipientLength = recipientTo < 0 ? -1 : recipientTo - recipientFrom;
    if (recipientLength > LONGEST_RECIPIENT) return false;
    if (held.length > 0 && comparePlaces(place, held[(oldest + held.length - 1) % held.length]!.place) < 0) return false;
    let line = held[oldest]!;
    if (held.length < most) held.push(line = { place, recipientLength, length: 0, bytes: new Uint8Array(LONGEST_RECIPIENT + LONGEST_QUOTATION + 1) });
    else this.oldest = (oldest + 1) % most;
    let to = 0;
    for (let i = recipientFrom; i < recipientTo; i++) line.bytes[to++] = bytes[i]!;
    const end = Math.min(wordsTo, wordsFrom + LONGEST_QUOTATION + 1); // one more, so that it is seen that there is more
    for (let i = wordsFrom; i < end; i++) line.bytes[to++] = bytes[i]!;
    line.place = place;
    line.recipientLength = recipientLength;
    line.length = to;
    return true;
  }

  /** Quotations of the lines; from now on there are none in here. */
  take(access: ByteAccess): QuotedPlace[] {
    const quoted = this.held.map(({ place, recipientLength, length, bytes }) => quotedPlaceOf(place, {
      recipient: recipientLength < 0 ? null : access.latin1(bytes, 0, recipientLength),
      diagnostic: access.latin1(bytes, Math.max(0, recipientLength), length), label: null, status: null,
    }));
    this.held = [];
    this.oldest = 0;
    return quoted;
  }
}
