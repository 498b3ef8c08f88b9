import type { CookieOptions, Response } from 'express';

/** Where people reach us: https makes the cookie Secure and bound to the host. */
interface CookieNeeds {
  readonly publicUrl: string;
}

/** The identifier a browser brought, if it can be one of ours: 43 characters of base64url. */
export function readSessionCookie(needs: CookieNeeds, header = ''): string | undefined {
  return new RegExp(`(?:^|; )${cookieName(needs)}=([\\w-]{43})(?:;|$)`).exec(header)?.[1];
}

/** Gives a browser the identifier of its session. */
export function setSessionCookie(needs: CookieNeeds, res: Response, id: string): void {
  res.cookie(cookieName(needs), id, cookieOptions(needs));
}

/** Takes it away. */
export function clearSessionCookie(needs: CookieNeeds, res: Response): void {
  res.clearCookie(cookieName(needs), cookieOptions(needs));
}

function isHttps({ publicUrl }: CookieNeeds): boolean {
  return publicUrl.startsWith('https:');
}

function cookieName(needs: CookieNeeds): string {
  return isHttps(needs) ? '__Host-procura' : 'procura';
}

function cookieOptions(needs: CookieNeeds): CookieOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(needs) };
}
