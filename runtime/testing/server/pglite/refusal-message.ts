/** PostgreSQL's own way to refuse a connection, so that drivers show the words. */
export function refusalMessage(sqlState: string, message: string, hint: string): Buffer {
  const fields = `SFATAL\0VFATAL\0C${sqlState}\0M${message}\0H${hint}\0\0`;
  const body = Buffer.from(fields, 'utf8');
  const head = Buffer.alloc(5);
  head.write('E', 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
