/** Where the engine reports a panic; without it a panic is a TypeError about nothing. */
interface PanicRegistry {
  set_message(message: string): void;
}

const NAME = 'PRISMA_WASM_PANIC_REGISTRY';

/**
 * Listens for panics of the engine. The name is Prisma's and global; a registry that is already
 * there (Prisma's own) is put back.
 */
export function collectPanics(): { last(): string | undefined; stop(): void } {
  let message: string | undefined;
  const before: unknown = Reflect.get(globalThis, NAME);
  const registry: PanicRegistry = {
    set_message(text) {
      message = text;
    },
  };
  Reflect.set(globalThis, NAME, registry);
  return {
    last: () => message,
    stop() {
      // Another call may have begun since: its registry stays.
      if (Reflect.get(globalThis, NAME) === registry) Reflect.set(globalThis, NAME, before);
    },
  };
}
