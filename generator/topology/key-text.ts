/** `country (text), plan (enum)` */
export function keyText(key: Readonly<Record<string, string>>): string {
  return Object.entries(key)
    .map(([field, type]) => `${field} (${type})`)
    .join(', ');
}
