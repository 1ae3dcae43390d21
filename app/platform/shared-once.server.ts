/**
 * One of its kind in a process. The pages are bundled (build/server), so the web process has every module of the platform twice: what both halves
 * must share, as the numbers at /metrics and the trace of a request, is made once and found here.
 */
export function sharedOnce<T>(name: string, make: () => T): T {
  const shared = globalThis as Record<symbol, unknown>;
  const key = Symbol.for(`entrega.${name}`);
  shared[key] ??= make();
  return shared[key] as T;
}
