import { randomBytes } from 'node:crypto';
import { atomically } from '../../src/db/database.ts';
import { askConfirmation } from '../../src/mandates/ask-confirmation.ts';
import { confirmAct } from '../../src/mandates/confirm-act.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import type { SensitiveAct } from '../../src/mandates/sensitive.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import type { Client } from '../../src/provider/client.ts';
import { codeReceived, confirmNumber, takeMessages } from './confirming.ts';
import type { Rooms } from './rooms.ts';
import type { TestHelper } from './world.ts';

/** A sensitive act under way, each part of which an enemy may change. */
export interface Act {
  readonly helper: TestHelper;
  readonly mandate: Mandate;
  readonly requestHash: Buffer;
  readonly acts: readonly SensitiveAct[];
  readonly client: Client;
  readonly procedure: 'papiers' | 'logement';
}

/** The three steps of a sensitive act, by the real verbs. */
export function sensitiveIn({ needs, clock, world }: Rooms, client: Client) {
  const of = ({ helper, mandate, requestHash, procedure, acts }: Act) => ({
    ...{ mandateId: mandate.id, helperId: helper.id, helper, organisationId: helper.organisation.id, requestHash, procedure, acts },
    secondFactorAt: clock.now(),
  });
  return {
    /** A person with a number of theirs, and a helper about to pay something for them. */
    arrive: async (): Promise<Act & { readonly number: string }> => {
      const helper = await world.helper();
      const mandate = await world.mandate({ helper, procedures: ['papiers', 'logement'] });
      const number = await confirmNumber(needs, mandate.personId);
      await takeMessages(needs);
      return { helper, mandate, number, requestHash: randomBytes(32), acts: ['payment'], client, procedure: 'papiers' };
    },
    /** The code that the person received. */
    ask: async (act: Act): Promise<string> => {
      await atomically(needs, (work) => askConfirmation(work, { ...of(act), client: act.client }));
      return codeReceived(needs);
    },
    confirm: (act: Act, code: string) => atomically(needs, (work) => confirmAct(work, { ...of(act), clientId: act.client.id, code })),
    take: (act: Act) =>
      atomically(needs, (work) =>
        useMandate(work, { ...of(act), client: act.client, sensitive: { acts: act.acts, requestHash: act.requestHash } }),
      ),
  };
}

/** A code that is another. */
export function otherThan(code: string): string {
  return code === '123456' ? '654321' : '123456';
}
