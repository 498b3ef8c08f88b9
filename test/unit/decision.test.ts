import fc from 'fast-check';
import { conjuncts, type IntendedUse, type Mandate, obstacle } from '../../src/mandates/mandate.ts';

const at = new Date('2026-11-22T09:00:00Z');
const plus = (seconds: number) => new Date(at.getTime() + seconds * 1_000);

const mandate: Mandate = {
  ...{ id: 'm', journalRef: 'j', organisationId: 'o', personId: 'p', helperId: 'h', namedHelpers: null, duration: 'month', language: 'fr' },
  ...{
    termsHash: Buffer.alloc(32),
    startsAt: plus(-60),
    expiresAt: plus(60),
    agreedAt: plus(-60),
    concludedAt: plus(-60),
    revokedAt: null,
  },
  procedures: [
    { code: 'papiers', revokedAt: null, endCause: null },
    { code: 'social', revokedAt: plus(-10), endCause: 'revoked' },
  ],
};
const organisation = {
  ...{ id: 'o', siret: '', name: '', kind: '', address: '', territory: '', excludedProcedures: [] as string[] },
  ...{ certifiedAt: plus(-999), certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null },
};
const helper = {
  ...{ id: 'h', subjectRef: '', email: '', givenName: '', familyName: '', duty: 'helper' as const },
  ...{ certifiedAt: plus(-999), certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null },
};
const client = {
  id: 'c',
  name: 'Caisse',
  dialect: 'direct',
  delegationMode: 'aware-act',
  procedures: ['papiers', 'social'],
  disabledAt: null,
} as const;
const none = { asked: [], confirmed: [] };
const use: IntendedUse = {
  at,
  procedure: 'papiers',
  organisation,
  helper,
  isMember: true,
  client,
  secondFactorAt: plus(-1),
  confirmation: none,
};

test('nothing stands between a living mandate and its use', () => {
  expect(obstacle(mandate, use)).toBeNull();
});

test.each<[string, Partial<Mandate>, Partial<IntendedUse>]>([
  ['mandate_revoked', { revokedAt: plus(-5) }, {}],
  ['mandate_revoked', { revokedAt: plus(5) }, {}],
  ['mandate_not_started', { startsAt: plus(1) }, {}],
  ['mandate_expired', { expiresAt: at }, {}],
  ['procedure_not_covered', {}, { procedure: 'justice' }],
  ['procedure_revoked', {}, { procedure: 'social' }],
  ['helper_not_member', {}, { isMember: false }],
  ['helper_not_member', { organisationId: 'another' }, {}],
  ['helper_suspended', {}, { helper: { ...helper, suspendedAt: plus(-1) } }],
  ['helper_suspended', {}, { helper: { ...helper, withdrawnAt: plus(-1) } }],
  ['helper_not_certified', {}, { helper: { ...helper, certifiedAt: null } }],
  ['helper_not_certified', {}, { helper: { ...helper, certifiedAt: plus(1) } }],
  ['helper_not_certified', {}, { helper: { ...helper, certificationExpiresAt: at } }],
  ['helper_not_named', { namedHelpers: ['somebody'] }, {}],
  ['organisation_suspended', {}, { organisation: { ...organisation, suspendedAt: plus(-1) } }],
  ['organisation_not_certified', {}, { organisation: { ...organisation, certifiedAt: null } }],
  ['organisation_not_certified', {}, { organisation: { ...organisation, withdrawnAt: plus(-1) } }],
  ['organisation_not_certified', {}, { organisation: { ...organisation, certificationExpiresAt: at } }],
  ['procedure_excluded_by_organisation', {}, { organisation: { ...organisation, excludedProcedures: ['papiers'] } }],
  ['client_disabled', {}, { client: { ...client, disabledAt: plus(-1) } }],
  ['delegation_not_supported', {}, { client: { ...client, delegationMode: 'none' } }],
  ['client_not_registered_for_procedure', {}, { client: { ...client, procedures: ['social'] } }],
  ['confirmation_required', {}, { confirmation: { asked: ['payment'], confirmed: [] } }],
  ['confirmation_required', {}, { confirmation: { asked: ['payment', 'address_change'], confirmed: ['payment'] } }],
  ['second_factor_required', {}, { secondFactorAt: null }],
  ['second_factor_required', {}, { secondFactorAt: plus(-15 * 60) }],
])('%s stops it', (code, otherMandate, otherUse) => {
  expect(obstacle({ ...mandate, ...otherMandate }, { ...use, ...otherUse })).toBe(code);
});

test('a sensitive act that the person confirmed is allowed, and needs nothing of other acts', () => {
  expect(obstacle(mandate, { ...use, confirmation: { asked: ['payment'], confirmed: ['payment', 'address_change'] } })).toBeNull();
});

test('the last second of the period is usable, the next is not', () => {
  expect(obstacle({ ...mandate, expiresAt: plus(1) }, use)).toBeNull();
  expect(obstacle({ ...mandate, startsAt: at }, use)).toBeNull();
  expect(obstacle({ ...mandate, expiresAt: at }, use)).toBe('mandate_expired');
});

test('the hub may ask for any procedure', () => {
  expect(obstacle(mandate, { ...use, client: { ...client, dialect: 'hub', delegationMode: 'hub', procedures: [] } })).toBeNull();
});

test('the order of the conjuncts never changes yes or no', () => {
  const maybe = <T>(usual: T, other: T) => fc.constantFrom(usual, other);
  const situations = fc.record({
    revokedAt: maybe<Date | null>(null, plus(-5)),
    expiresAt: maybe(plus(60), at),
    isMember: fc.boolean(),
    suspendedAt: maybe<Date | null>(null, plus(-1)),
    disabledAt: maybe<Date | null>(null, plus(-1)),
    secondFactorAt: maybe<Date | null>(plus(-1), null),
    confirmed: fc.subarray(['payment']),
    order: fc.shuffledSubarray([...conjuncts], { minLength: conjuncts.length }),
  });
  fc.assert(
    fc.property(situations, ({ revokedAt, expiresAt, isMember, suspendedAt, disabledAt, secondFactorAt, confirmed, order }) => {
      const m = { ...mandate, revokedAt, expiresAt };
      const u = {
        ...use,
        isMember,
        secondFactorAt,
        confirmation: { asked: ['payment'], confirmed },
        helper: { ...helper, suspendedAt },
        client: { ...client, disabledAt },
      };
      expect(order.some((conjunct) => conjunct(m, u) !== null)).toBe(obstacle(m, u) !== null);
    }),
  );
});
