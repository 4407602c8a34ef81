type Listener = () => void;

interface Listening {
  readonly listeners: Set<Listener>;
  readonly tellAll: Listener;
}

const signals = new WeakMap<AbortSignal, Listening>();

/**
 * Calls `listener` once when a signal is aborted; the answer takes that back. A signal gets one listener for
 * all calls that have it: of more than ten Node says that they may be a leak.
 */
export function onAbort(signal: AbortSignal, listener: Listener): () => void {
  const { listeners, tellAll } = signals.get(signal) ?? listenTo(signal);
  listeners.add(listener);
  return () => {
    if (!listeners.delete(listener) || listeners.size > 0) return;
    signal.removeEventListener('abort', tellAll);
    signals.delete(signal);
  };
}

function listenTo(signal: AbortSignal): Listening {
  const listeners = new Set<Listener>();
  const tellAll = () => {
    signals.delete(signal);
    for (const listener of [...listeners]) listener();
    listeners.clear();
  };
  signal.addEventListener('abort', tellAll, { once: true });
  const listening = { listeners, tellAll };
  signals.set(signal, listening);
  return listening;
}
