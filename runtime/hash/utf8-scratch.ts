const encoder = new TextEncoder();

// One buffer for the whole process: hashing is synchronous, so no two keys are in it at once.
let scratch = new Uint8Array(1024);

/** The buffer that `writeUtf8` and `writeUuid` fill; a longer key replaces it, so ask each time. */
export function scratchBytes(): Uint8Array {
  return scratch;
}

/** Writes the UTF-8 form of `text` to the scratch buffer. Returns the number of bytes. */
export function writeUtf8(text: string): number {
  const length = text.length;
  if (length * 3 > scratch.length) scratch = new Uint8Array(length * 6);
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return encoder.encodeInto(text, scratch).written;
    scratch[i] = unit;
  }
  return length;
}

/** Writes the 16 bytes of a canonical UUID (lower case, with dashes) to the scratch buffer. */
export function writeUuid(uuid: string): number {
  let at = 0;
  for (let i = 0; i < 36; i += 2) {
    if (uuid.charCodeAt(i) === DASH) i++;
    scratch[at++] = (nibble(uuid.charCodeAt(i)) << 4) | nibble(uuid.charCodeAt(i + 1));
  }
  return at;
}

const DASH = 0x2d;

/** Value of one hexadecimal digit, `0-9a-f`. */
function nibble(unit: number): number {
  return unit < 0x3a ? unit - 0x30 : unit - 0x57;
}
