/** Whether a host name means this very machine, where http is as private as https: the loopback addresses, and `*.localhost` (RFC 6761 §6.3). */
export function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname) || hostname.endsWith('.localhost');
}
