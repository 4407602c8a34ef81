const HOUR = 3_600_000;

/** The shop opens on this day; no row depends on the clock of the machine. */
const OPENING = Date.UTC(2025, 0, 6, 8);

/** A moment so many hours after the shop opened. */
export function hoursAfterOpening(hours: number): Date {
  return new Date(OPENING + hours * HOUR);
}

export function hoursAfter(moment: Date, hours: number): Date {
  return new Date(moment.getTime() + hours * HOUR);
}
