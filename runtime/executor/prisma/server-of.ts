/**
 * Host, port and database of a connection url, never its user or password. A url that cannot be
 * taken apart is not shown at all.
 *
 * @example serverOf('postgres://u:secret@db1:5432/shop') === 'db1:5432/shop'
 */
export function serverOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined) return 'url not shown';
  // A unix socket is given as a parameter, since its path is no legal host name.
  const host = parsed.searchParams.get('host') ?? parsed.hostname;
  const port = parsed.port === '' ? '5432' : parsed.port;
  return `${host === '' ? 'localhost' : host}:${port}${parsed.pathname}`;
}
