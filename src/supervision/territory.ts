/** What a supervisor may see: the organisations of these territories; `*` is the whole country. */
export interface Reach {
  readonly territories: readonly string[];
}

/** The territory that is the whole country. */
const everywhere = '*';

/** Whether nothing is outside. */
export function isNational({ territories }: Reach): boolean {
  return territories.includes(everywhere);
}

/** Whether an organisation is inside: what is outside does not exist. */
export function isWithin(reach: Reach, { territory }: { readonly territory: string }): boolean {
  return isNational(reach) || reach.territories.includes(territory);
}
