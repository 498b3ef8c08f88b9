import { randomUUID } from 'node:crypto';
import { after, minute } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findMandate } from '../mandates/store.ts';
import { type MandateView, viewMandate } from '../mandates/view-mandate.ts';
import type { LookPurpose } from '../people/look.ts';
import { openPersonalData } from '../people/open-personal-data.ts';
import type { Managing } from './managing.ts';
import { requireManagingActive } from './require-managing.ts';
import * as store from './store.ts';

/** How long a stated reason opens the page it was stated for. */
const lookLifetime = 15 * minute;

export interface MandateLook {
  readonly managing: Managing;
  readonly mandateId: string;
  readonly purpose: LookPurpose;
  readonly reason: string;
}

/** A manager states why, and may read one mandate of their organisation for a quarter of an hour. The person sees who, when and why. Returns the look. */
export async function lookIntoMandate(work: Work, { managing, mandateId, purpose, reason }: MandateLook): Promise<string> {
  const organisation = await requireManagingActive(work, managing);
  const mandate = await findMandate(work.tx, mandateId);
  if (mandate?.organisationId !== organisation.id) throw new Refusal('mandate_unknown');
  const id = randomUUID();
  await store.insertLook(work.tx, { id, helperId: managing.helper.id, organisationId: organisation.id, mandateId }, work.at);
  await openPersonalData(work, {
    ...{ mandate, purpose, reason, role: 'manager', what: 'mandate' },
    ...{ personId: mandate.personId, reader: managing.helper, organisationId: organisation.id },
  });
  return id;
}

/** What the reason opened, while it does; each reading leaves its entry. Another's look, another mandate and too late are the same answer. */
export async function readLook(
  work: Work,
  { managing, mandateId, lookId }: { readonly managing: Managing; readonly mandateId: string; readonly lookId: string },
): Promise<MandateView> {
  const { helper, organisation } = managing;
  const look = { id: lookId, helperId: helper.id, organisationId: organisation.id, mandateId };
  if (!(await store.isOpen(work.tx, look, after(work.at, -lookLifetime)))) throw new Refusal('mandate_unknown');
  return viewMandate(work, { mandateId, helper, organisation });
}
