/** The procedures a mandate may cover. A line is never changed once used: what people agreed to points to it. */
export const procedures = {
  papiers: { hubLabel: 'Papier-Citoyenneté-Elections', urn: 'urn:procura:theme:papiers-citoyennete:1' },
  famille: { hubLabel: 'Famille-Scolarité', urn: 'urn:procura:theme:famille-scolarite:1' },
  social: { hubLabel: 'Social-Santé', urn: 'urn:procura:theme:social-sante:1' },
  travail: { hubLabel: 'Travail-Formation', urn: 'urn:procura:theme:travail-formation:1' },
  logement: { hubLabel: 'Logement', urn: 'urn:procura:theme:logement:1' },
  transports: { hubLabel: 'Transports-Mobilité', urn: 'urn:procura:theme:transports-mobilite:1' },
  argent: { hubLabel: 'Argent-Impots-Consommation', urn: 'urn:procura:theme:argent-impots-consommation:1' },
  justice: { hubLabel: 'Justice', urn: 'urn:procura:theme:justice:1' },
  etranger: { hubLabel: 'Etranger-Europe', urn: 'urn:procura:theme:etranger-europe:1' },
  loisirs: { hubLabel: 'Loisirs-Sport-Culture', urn: 'urn:procura:theme:loisirs-sport-culture:1' },
} as const satisfies Record<string, { hubLabel: string; urn: string }>;

export type Procedure = keyof typeof procedures;

/** All codes, in the order pages show them. */
export const procedureCodes = Object.keys(procedures) as readonly Procedure[]; // the keys of the constant above

/** FranceConnect's own label, byte-exact in NFC: the hub compares raw strings. */
export function hubLabel(procedure: Procedure): string {
  return procedures[procedure].hubLabel.normalize('NFC');
}

/** The procedure that a code of ours or a label of the hub names; null when it names none. */
export function procedureOf(value: string): Procedure | null {
  const name = value.normalize('NFC');
  return procedureCodes.find((code) => code === name || hubLabel(code) === name) ?? null;
}
