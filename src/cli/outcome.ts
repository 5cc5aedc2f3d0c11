export interface Outcome {
  /** Something was recognised in one input at least. */
  readonly recognised: boolean;
  /** An input could not be read. */
  readonly failed: boolean;
  /** The user stopped it before the end. */
  readonly stopped?: boolean;
}
