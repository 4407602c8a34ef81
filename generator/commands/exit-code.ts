/** What the process tells its caller; listed in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** Mistakes in the schema, stale output, a refused topology change. */
  problems: 1,
  /** The command line, the config or the environment. */
  setup: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Named errors that are answers about the project, not about its set-up. */
const PROBLEM_CODES = /^SG(1\d{3}|2307|2406)$/;

export function exitCodeOf(code: string): ExitCode {
  return PROBLEM_CODES.test(code) ? EXIT.problems : EXIT.setup;
}
