import type { Db } from '../db/database.ts';
import { mandateReference } from '../mandates/pseudonym.ts';
import { findUse, findUseByTxn } from '../mandates/use-store.ts';
import { findHelperByEmail, findHelper } from '../organisations/store.ts';
import type { Criteria } from './criteria.ts';
import type { SearchTyped } from './search-forms.ts';
import type { Reach } from './territory.ts';
import * as store from './territory-store.ts';

/** What one types, in the fields that name a thing rather than choose it. */
type Typed = Pick<SearchTyped, 'helper' | 'organisation' | 'mandate' | 'use'>;

type Ids = Readonly<Record<keyof Typed, string | null | undefined>>;

/** The ids of what was typed, each found within the supervisor's territories: null where nothing is, undefined where nothing was typed. */
export async function findWithin(db: Db, reach: Reach, typed: Typed): Promise<Ids> {
  const find = { helper: findHelperId, organisation: store.findOrganisationNamed, mandate: store.findMandateLike, use: findUseId };
  const look = (name: keyof Typed) => (typed[name] === '' ? Promise.resolve(undefined) : find[name](db, reach, typed[name]));
  return {
    ...{ helper: await look('helper'), organisation: await look('organisation') },
    ...{ mandate: await look('mandate'), use: await look('use') },
  };
}

/** How the ids of criteria are typed: an address for a helper, a number for an organisation. Nothing for what is outside. */
export async function typedOf(db: Db, reach: Reach, criteria: Criteria): Promise<Partial<Typed>> {
  const { helper: helperId, organisation: organisationId, mandate, use } = criteria;
  const helper = helperId && (await store.isHelperWithin(db, reach, helperId)) ? await findHelper(db, helperId) : undefined;
  const organisation = organisationId ? await store.findOrganisationWithin(db, reach, organisationId) : undefined;
  return {
    ...(helper && { helper: helper.email }),
    ...(organisation && { organisation: organisation.siret }),
    ...(mandate && { mandate: mandateReference(mandate) }),
    ...(use && { use }),
  };
}

async function findHelperId(db: Db, reach: Reach, address: string): Promise<string | null> {
  const helper = await findHelperByEmail(db, address);
  return helper && (await store.isHelperWithin(db, reach, helper.id)) ? helper.id : null;
}

/** By its id, or by the reference that tokens carry. */
async function findUseId(db: Db, reach: Reach, text: string): Promise<string | null> {
  const use = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? await findUse(db, text) : await findUseByTxn(db, text);
  return use && (await store.findOrganisationWithin(db, reach, use.organisationId)) ? use.id : null;
}
