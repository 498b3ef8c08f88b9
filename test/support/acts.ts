import type { Clock } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { agreeToMandate } from '../../src/mandates/agree-to-mandate.ts';
import { concludeMandate } from '../../src/mandates/conclude-mandate.ts';
import { discloseUse } from '../../src/mandates/disclose-use.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import type { ClientFacts, Mandate } from '../../src/mandates/mandate.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import type { Use } from '../../src/mandates/use.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import type { Rooms } from './rooms.ts';
import type { TestHelper } from './world.ts';

/** What a promise is rejected with when an act was refused so. */
export function refusedWith(code: string): unknown {
  return expect.objectContaining({ name: 'Refusal', code });
}

/** Whose draft it is, as the verbs take it. */
export function whoOf(draftId: string, helper: TestHelper) {
  return { draftId, helper, organisationId: helper.organisation.id };
}

/** The acts that tests do again and again, each in a transaction of its own. */
export function actsIn({ needs, clock, world }: Pick<Rooms, 'needs' | 'world'> & { readonly clock: Clock }) {
  return {
    use: (
      mandate: Mandate,
      { helper, client, procedure = 'papiers' }: { helper: TestHelper; client: ClientFacts; procedure?: Procedure },
    ): Promise<Use> => {
      const who = { helperId: helper.id, organisationId: helper.organisation.id, secondFactorAt: clock.now() };
      return atomically(needs, async (work) => (await useMandate(work, { mandateId: mandate.id, procedure, client, ...who })).use);
    },
    revoke: (mandate: Mandate, helper: TestHelper, procedure: Procedure | null = null) =>
      atomically(needs, (work) =>
        revokeMandate(work, { mandateId: mandate.id, helper, organisationId: helper.organisation.id, procedure, channel: 'orally' }),
      ),
    disclose: (useId: string, client: ClientFacts) => atomically(needs, (work) => discloseUse(work, { useId, client, door: 'token' })),
    /** A draft up to the person's agreement. */
    agreed: async (helper: TestHelper): Promise<Draft> => {
      const draft = await world.identify(await world.draft({ helper }), { helper });
      const termsHash = draft.termsHash?.toString('hex') ?? '';
      await atomically(needs, (work) => agreeToMandate(work, { ...whoOf(draft.id, helper), protection: 'none', termsHash }));
      return draft;
    },
    conclude: (draftId: string, helper: TestHelper) => atomically(needs, (work) => concludeMandate(work, whoOf(draftId, helper))),
  };
}
