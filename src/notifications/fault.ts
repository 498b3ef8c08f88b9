/** What carriers say may quote the address: only the kind of fault, and the number they answered with, are kept and logged. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const kind = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const answered = answerOf(error);
  return (answered === null ? kind : `${kind} ${String(answered)}`).replaceAll(/[^\w ]/g, '').slice(0, 60);
}

/** The mail server said that it will never take it: no such mailbox, say (RFC 5321 §4.2.1). */
export function isRefused(error: unknown): boolean {
  const answered = answerOf(error);
  return answered !== null && answered >= 500 && answered < 600;
}

function answerOf(error: unknown): number | null {
  return error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null;
}
