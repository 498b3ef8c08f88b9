import { helperState } from '../../src/organisations/life.ts';

const facts = { certifiedAt: null, certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null };
const at = new Date('2026-06-01T00:00:00Z');
const [past, future] = [new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z')];

test.each([
  ['invited', facts, false],
  ['trained', facts, true],
  ['invited', { ...facts, certifiedAt: future }, false],
  ['certified', { ...facts, certifiedAt: past, certificationExpiresAt: future }, false],
  ['expired', { ...facts, certifiedAt: past, certificationExpiresAt: at }, false],
  ['trained', { ...facts, certifiedAt: past, certificationExpiresAt: at }, true],
  ['suspended', { ...facts, certifiedAt: past, suspendedAt: past }, false],
  ['withdrawn', { ...facts, certifiedAt: past, suspendedAt: past, withdrawnAt: past }, true],
])('a helper is %s', (state, standing, isTrained) => {
  expect(helperState(standing, { isTrained }, at)).toBe(state);
});
