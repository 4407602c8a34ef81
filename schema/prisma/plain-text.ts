const ESCAPE = String.fromCharCode(27);
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');

/** Prisma's message without its colours and line breaks. */
export function plainText(message: string): string {
  return readable(message).replace(COLOUR, '').replace(/\s+/g, ' ').trim();
}

// Some of Prisma's errors carry a JSON object as their message.
function readable(message: string): string {
  if (!message.startsWith('{')) return message;
  try {
    const parsed: unknown = JSON.parse(message);
    const inner =
      typeof parsed === 'object' && parsed !== null && 'message' in parsed ? parsed.message : '';
    return typeof inner === 'string' && inner !== '' ? inner : message;
  } catch {
    // A brace may open any text: then the text itself is the message.
    return message;
  }
}
