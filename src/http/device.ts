/** Browser and system as their owner would name them, from what the browser says of itself; enough to recognise one's own sessions. */
export function deviceOf(userAgent = ''): string | null {
  const named = [browsers, systems].flatMap((list) => list.find(([mark]) => mark.test(userAgent))?.[1] ?? []);
  return named.length > 0 ? named.join(', ') : null;
}

// in this order: each one also claims to be those below it
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** What tells a device from another, as far as it says anything: never kept, but as a keyed fingerprint. */
export function deviceTraits({
  ip,
  headers,
}: {
  readonly ip?: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}): string {
  return JSON.stringify([ip ?? '', headers['user-agent'] ?? '', headers['accept-language'] ?? '']);
}
