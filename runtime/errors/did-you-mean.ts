/** The legal name that is nearest to a mistyped one, or undefined when none is near. */
export function nearestName(given: string, legal: readonly string[]): string | undefined {
  let best: string | undefined;
  // One edit in three characters is a typo; more is another word.
  let bestDistance = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of legal) {
    const distance = editDistance(given.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** `"shard_1", "shard_2"`; at most 20 of them, so that a message stays readable. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => JSON.stringify(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** How to say both in the `fix` of an error. */
export function suggestName(given: string, legal: readonly string[]): string {
  const near = nearestName(given, legal);
  const legalAnswers = `Legal names: ${listNames(legal)}.`;
  return near === undefined
    ? legalAnswers
    : `Did you mean ${JSON.stringify(near)}? ${legalAnswers}`;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replace, at(previous, j) + 1, at(current, j - 1) + 1));
    }
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
