import type { SourceLocation } from '../model/source-location.js';

/** A model that could be the root of a group, with what speaks for it. */
export interface RootCandidate {
  readonly model: string;
  /** How many other models lead to it through required foreign keys, over any number of steps. */
  readonly reachedBy: number;
  /** How many of them have the foreign key themselves. */
  readonly direct: number;
  readonly chosen: boolean;
  readonly reason: string;
}

/** Where a model's rows should live. */
export type Role =
  | 'root'
  | 'follower'
  /** Belongs to a group, but has no field that holds the key. */
  | 'lacks key'
  | 'reference'
  | 'global'
  /** Its annotation has a mistake, or says something that the proposal does not plan with. */
  | 'as annotated';

/** What has to change in the schema before a model can follow. */
export interface KeyToAdd {
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  /** The relation to widen, and how it is written then. */
  readonly relation: { readonly field: string; readonly write: string };
  /** Constraints that the widened relation needs. */
  readonly uniques: readonly { readonly model: string; readonly write: string }[];
}

/** What is proposed for one model. */
export interface ModelProposal {
  readonly model: string;
  readonly role: Role;
  /** The root of its group; undefined for `reference`, `global` and `as annotated`. */
  readonly group: string | undefined;
  /** The shard key, also where its fields have yet to be added. */
  readonly key: readonly string[];
  readonly reason: string;
  /** The annotation, ready to stand behind `///`; undefined where none is proposed. */
  readonly annotation: string | undefined;
  /**
   * `present`: it stands there already. `write`: it can be written now. `add key`: once the fields
   * are there. `not available`: this version has no such annotation. `none`: nothing is proposed.
   */
  readonly state: 'present' | 'write' | 'add key' | 'not available' | 'none';
  readonly add: KeyToAdd | undefined;
}

/** A line that has to stand directly above a model. */
export interface Edit {
  readonly model: string;
  readonly location: SourceLocation;
  readonly annotation: string;
}

/** One place where something would not work as it is. */
export interface Finding {
  readonly location: SourceLocation;
  readonly message: string;
  readonly fix: string;
  /** It shows once the missing key fields are added, not before. */
  readonly later: boolean;
}

/** All findings of one code. */
export interface FindingGroup {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly about: string;
  readonly findings: readonly Finding[];
}

/** A relation whose two ends would not live together. */
export interface Crossing {
  readonly location: SourceLocation;
  readonly message: string;
}

/** A sharding for a schema, with reasons. The same schema gives the same proposal. */
export interface Proposal {
  /** Best first. */
  readonly candidates: readonly RootCandidate[];
  /** The roots of all groups, in the order of choice. */
  readonly roots: readonly string[];
  /** One for each model, in the order of the files. */
  readonly models: readonly ModelProposal[];
  readonly crossings: readonly Crossing[];
  /** What `validate` says once the annotations are written: errors first, then by code. */
  readonly findings: readonly FindingGroup[];
  readonly edits: readonly Edit[];
}
