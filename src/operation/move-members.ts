import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { endAccess } from '../management/end-access.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import type { Ending } from '../organisations/ending.ts';
import {
  findMember,
  insertSuspension,
  lockMember,
  lockOrganisationForChange,
  type Member,
  setLeft,
} from '../organisations/membership-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { listSomeMemberIds } from '../organisations/roster-store.ts';
import { insertMembership } from '../organisations/store.ts';

interface Moving {
  readonly ending: Ending;
  readonly publicUrl: string;
  readonly size: number;
}

/** The next members of an organisation that ends leave it, for the one it joins if it joins one. Each is told. Returns how many. */
export async function moveSomeMembers(work: Work, { ending, publicUrl, size }: Moving): Promise<number> {
  const { organisationId, intoId } = ending;
  const held = new Map<string, Organisation | undefined>();
  for (const id of [organisationId, ...(intoId === null ? [] : [intoId])].sort())
    held.set(id, await lockOrganisationForChange(work.tx, id));
  const [organisation, into] = [held.get(organisationId), held.get(intoId ?? '')];
  const ids = organisation ? await listSomeMemberIds(work.tx, organisationId, size) : [];
  for (const helperId of ids) {
    const member = await lockMember(work.tx, { helperId, organisationId });
    if (organisation && member) await move(work, { organisation, into, member, publicUrl });
  }
  return ids.length;
}

interface Move {
  readonly organisation: Organisation;
  readonly into: Organisation | undefined;
  readonly member: Member;
  readonly publicUrl: string;
}

async function move(work: Work, { organisation, into, member, publicUrl }: Move): Promise<void> {
  const { helper } = member;
  const place = { helperId: helper.id, organisationId: organisation.id };
  await setLeft(work.tx, place, work.at);
  await endAccess(work, place);
  const joined = into && (await join(work, { into, member }));
  const values = { organisation: organisation.name, into: into?.name ?? '' };
  await queue(work, staffMail(helper, into ? 'organisationMerged' : 'organisationClosed', { address: `${publicUrl}/home`, values }));
  await append(work, { event: 'helper_left', helper, organisationId: organisation.id, details: { with: 'organisation' } });
  if (joined) await append(work, { event: 'helper_joined', helper, organisationId: into.id, details: { from: organisation.id } });
}

/** As what they were, suspended if they were; whoever belongs there already stays what they are there. */
async function join(work: Work, { into, member }: { readonly into: Organisation; readonly member: Member }): Promise<boolean> {
  const place = { helperId: member.helper.id, organisationId: into.id };
  if (await findMember(work.tx, place)) return false;
  await insertMembership(work.tx, { ...place, role: member.role, joinedAt: work.at });
  if (member.suspendedAt) await insertSuspension(work.tx, place, work.at);
  return true;
}
