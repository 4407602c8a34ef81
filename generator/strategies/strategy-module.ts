/** A function of the user's that is the strategy of a group. */
export interface StrategyModule {
  /** Root model of the group. */
  readonly root: string;
  /** Absolute. */
  readonly file: string;
  readonly export: string;
}
