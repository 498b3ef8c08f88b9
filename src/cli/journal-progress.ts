/** Tells somebody who watches how far a long command has come; silent where nobody does. */
export function showProgress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${all} entries${done === all ? '\n' : ''}`);
}
