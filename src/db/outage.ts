/**
 * Whether the database could not do its part, now: it is not there, starts, stops, or has no room. What was asked was undone, or it is not
 * known whether it was done; asked again later it may well be granted.
 */
export function isOutage(error: unknown): boolean {
  const { code, severity, name, message } = Object(error) as Readonly<Record<'code' | 'severity' | 'name' | 'message', unknown>>;
  if (code === 'XX000') return severity === 'FATAL'; // a connection that could not begin for want of room says no more than this
  if (typeof code === 'string') return /^(08|53|58|57P0[1-3]|E(CONN|PIPE|TIMEDOUT))/.test(code);
  return name === 'KnexTimeoutError' || /Connection terminated|connection error and is not queryable/.test(String(message));
}
