import { type Chance, factsAt, type Generator, on, ordinary } from './corpus.ts';

/** Counter days; now and then a campaign, when a queue is served fast. Those who sweep through a list go faster still, mostly. */
export const manyPersons: Generator = (chance, isSuspicious) => {
  const isCampaign = chance.once(12);
  const anHour = isSuspicious ? chance.between(11, 40) : isCampaign ? chance.between(6, 12) : chance.between(1, 6);
  const instants = Array.from({ length: 7 }, (_, n) => spread(chance, isSuspicious && n > 1 ? 0 : anHour, n)).flat();
  return { facts: factsAt('mandate_used', instants, () => visitor(chance, isSuspicious)), circumstances: ordinary };
};

/** Some come back within the day for another procedure. */
function visitor(chance: Chance, isSuspicious: boolean): { personId: string } {
  return { personId: `person ${chance.between(1, isSuspicious ? 1_000 : 120)}` };
}

function spread(chance: Chance, count: number, hours: number): Date[] {
  return Array.from({ length: count }, () => on(0, hours, chance.between(0, 59)));
}

/** Beginners are slow; an experienced helper who changes organisation is not, nor a team on its opening day. */
export const burst: Generator = (chance, isSuspicious) => {
  const since = isSuspicious ? chance.between(0, 13) : chance.between(0, 400);
  const count = isSuspicious ? chance.between(9, 30) : chance.once(15) ? chance.between(5, 11) : chance.between(0, 5);
  const instants = Array.from({ length: count }, () => on(0, chance.between(0, 8), chance.between(0, 59)));
  return { facts: factsAt('mandate_concluded', instants), circumstances: { ...ordinary, certifiedAt: on(-since) } };
};

const innocent = ['second_factor_old', 'journal_unavailable', 'too_many_requests', 'procedure_not_covered'] as const;
const trying = ['mandate_unknown', 'procedure_not_covered', 'mandate_revoked', 'helper_not_named', 'use_unknown'] as const;

/** Everybody is refused now and then, most for a factor grown old; a mandate that does not cover is tried twice. Who tries doors tries many. */
export const refusals: Generator = (chance, isSuspicious) => {
  const [codes, count] = isSuspicious
    ? [trying, chance.between(6, 25)]
    : [innocent, chance.once(10) ? chance.between(4, 9) : chance.between(0, 3)];
  const mandates = isSuspicious ? chance.between(3, 20) : chance.between(1, 3);
  const instants = Array.from({ length: count }, () =>
    on(0, isSuspicious ? chance.between(0, 1) : chance.between(0, 8), chance.between(0, 59)),
  );
  const more = () => ({
    refusal: codes[chance.between(0, codes.length - 1)] ?? null,
    mandateId: `mandate ${String(chance.between(1, mandates))}`,
  });
  return { facts: factsAt('use_refused', instants, more), circumstances: ordinary };
};

/** The whole country mistypes a few codes an hour, more on the day the papers speak of it; a machine tries many. */
export const stopCodes: Generator = (chance, isSuspicious) => {
  const anHour = isSuspicious ? chance.between(18, 300) : chance.once(20) ? chance.between(8, 21) : chance.between(0, 6);
  const instants = Array.from({ length: 6 }, (_, hours) => spread(chance, isSuspicious && hours !== 3 ? 2 : anHour, hours)).flat();
  return { facts: factsAt('stop_refused', instants), circumstances: ordinary };
};
