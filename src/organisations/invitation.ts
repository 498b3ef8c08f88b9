import { day } from '../clock.ts';
import type { Role } from './helper.ts';

/** Somebody is asked to join an organisation; only the mailbox it was sent to can answer. */
export interface Invitation {
  readonly id: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** How long an invitation waits for its answer. */
export const invitationLifetime = 14 * day;
