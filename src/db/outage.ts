/**
 * Whether the database could not do its part, now: it is not there, starts, stops, or has no room. What was asked was undone, or it is not
 * known whether it was done; asked again later it may well be granted.
 */
export function isOutage(error: unknown): boolean {
  const { code, name, message } = Object(error) as { readonly code?: unknown; readonly name?: unknown; readonly message?: unknown };
  if (typeof code === 'string') return /^(08|53|58|57P0[1-3]|E(CONN|PIPE|TIMEDOUT))/.test(code);
  return name === 'KnexTimeoutError' || /Connection terminated|connection error and is not queryable/.test(String(message));
}
