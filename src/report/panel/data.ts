/** What the webview is given once for a summary: everything it needs to filter, sort and draw without asking back. Plain JSON. */
import type { NotRecognised } from '../../engine/summary/summary';
import type { Clock } from '../time';
import type { PanelRow, RowType } from './row';
import type { Warning } from './warnings';

export interface PanelData {
  /** What was summarised, for the head line: `mail.log`, `3 files`. */
  readonly title: string;
  readonly files: readonly PanelFile[];
  readonly rows: readonly PanelRow[];
  /** By `PanelRow.cause`. */
  readonly causes: Readonly<Record<string, CauseText>>;
  /** Names of the providers in the rows, by id. */
  readonly providers: Readonly<Record<string, string>>;
  readonly delivered: number;
  readonly read: ReadFigures;
  /** Places that held a code and could not be understood: the first ones. */
  readonly notUnderstood: readonly UnreadPlace[];
  /** Files that nothing recognised: how many, and the first of them. */
  readonly notRecognised: { readonly count: number; readonly files: readonly NotRecognised[] };
  /** Why others' mail was refused here at SMTP time, the most frequent cause first. */
  readonly refusedHere: readonly { readonly label: string; readonly count: number; readonly file: number; readonly line: number }[];
  /** Where the reading was stopped: how far it came, as a clause (`after 150 MB of 300 MB`). */
  readonly stopped: string | null;
  /** One sentence each. */
  readonly limits: readonly string[];
  readonly warnings: readonly Warning[];
  /** Whose the times are. */
  readonly clock: Clock;
  /** Ways to have fewer bounces, the one that helps most first, what may be an outage apart; `prevented` counts none twice. */
  readonly prevention: readonly { readonly title: string; readonly advice: string; readonly prevented: number }[];
}

export interface PanelFile {
  readonly name: string;
  /** Where the host finds it again after a reload. */
  readonly uri: string;
}

export interface ReadFigures {
  readonly lines: number;
  readonly messages: number;
  /** Records of all kinds, successes included. */
  readonly records: number;
  readonly notUnderstood: number;
  /** Deferral events, and how many of the deferred messages arrived in the end. */
  readonly deferrals: number;
  readonly deferredThenDelivered: number;
  readonly milliseconds: number;
}

export interface UnreadPlace {
  readonly file: number;
  readonly line: number;
  readonly text: string;
}

/** What the catalog says of one cause, and what its records name. */
export interface CauseText {
  /** `No such mailbox`, `On a blocklist: Example List` */
  readonly label: string;
  readonly type: RowType;
  /** Who has to act: `you: DNS`, `the recipient`. */
  readonly actor: string;
  /** True where the reader's own side can mend it. */
  readonly ours: boolean;
  readonly meaning: string;
  /** Why hard, or why soft. */
  readonly reason: string;
  /** A clause that follows "For these addresses:". */
  readonly address: string;
  readonly steps: readonly string[];
  /** When to stop trying; empty where it does not apply. */
  readonly stop: string;
  readonly prevention: readonly { readonly title: string; readonly advice: string }[];
  readonly advice: readonly ProviderAdviceText[];
  /** Pages to go to: the list's look-up, the provider's page. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

export interface ProviderAdviceText {
  readonly provider: string;
  readonly meaning: string;
  readonly steps: readonly string[];
}
