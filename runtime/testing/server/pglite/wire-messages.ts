const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;

/** A whole message that a client sent. */
export type WireMessage =
  | { readonly kind: 'encryption' | 'cancel' | 'end' }
  | { readonly kind: 'startup' | 'statement'; readonly bytes: Uint8Array };

/** Cuts what arrives into messages. The first one of a connection has no letter before its length. */
export function createMessageReader(): (chunk: Buffer) => readonly WireMessage[] {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: WireMessage[] = [];
    for (;;) {
      const letter = started ? 1 : 0;
      if (rest.length < letter + 4) return messages;
      const size = letter + rest.readInt32BE(letter);
      if (rest.length < size) return messages;
      const message = read(rest.subarray(0, size), started);
      if (message.kind === 'startup') started = true;
      messages.push(message);
      rest = rest.subarray(size);
    }
  };
}

function read(bytes: Buffer, started: boolean): WireMessage {
  if (started) {
    const isEnd = bytes[0] === 'X'.charCodeAt(0);
    return isEnd ? { kind: 'end' } : { kind: 'statement', bytes: new Uint8Array(bytes) };
  }
  switch (bytes.readInt32BE(4)) {
    case SSL_REQUEST:
    case GSS_REQUEST:
      return { kind: 'encryption' };
    case CANCEL_REQUEST:
      return { kind: 'cancel' };
    default:
      return { kind: 'startup', bytes: new Uint8Array(bytes) };
  }
}
