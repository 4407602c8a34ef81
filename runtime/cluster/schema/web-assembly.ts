/** The part of WebAssembly that is needed here: node's own declarations have none of it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => WasmInstance;
  readonly RuntimeError: new () => Error;
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

// Sound: every node has this global (the JavaScript API of WebAssembly 1.0).
export const wasm = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyApi;
