import type { DirectoryLine } from './directory-store.ts';

/** A certified organisation in the open format of the French digital-mediation places (« lieux de médiation numérique »); absent is unknown. */
export interface Place {
  readonly id: string;
  readonly pivot: string;
  readonly nom: string;
  readonly commune?: string;
  readonly code_postal?: string;
  readonly adresse: string;
  readonly typologie: string;
  readonly telephone?: string;
  readonly courriels?: string;
  readonly site_web?: string;
  readonly horaires?: string;
  readonly services: string;
  readonly source: string;
  readonly date_maj: string;
}

/** One organisation, field by field; only what it has. */
export function placeOf(line: DirectoryLine): Place {
  const { street, postalCode, city } = partsOf(line.address);
  return {
    ...{ id: line.id, pivot: line.siret, nom: line.name },
    ...(city !== undefined && { commune: city }),
    ...(postalCode !== undefined && { code_postal: postalCode }),
    ...{ adresse: street, typologie: formerKinds.get(line.kind) ?? line.kind },
    ...(line.phone && { telephone: line.phone }),
    ...(line.email && { courriels: line.email }),
    ...(line.website && { site_web: line.website }),
    ...(line.openingHours && { horaires: line.openingHours }),
    ...{
      services: 'Aide aux démarches administratives',
      source: 'Procura',
      date_maj: (line.changedAt ?? line.certifiedAt).toISOString().slice(0, 10),
    },
  };
}

/** « 1 place de la Mairie, 70000 Vesoul » in its three parts; what is written otherwise is all street. */
function partsOf(address: string): { readonly street: string; readonly postalCode?: string; readonly city?: string } {
  const [, street = '', postalCode = '', city = ''] = /^(.*), (\d{5}) (.+)$/.exec(address) ?? [];
  return city === '' ? { street: address } : { street, postalCode, city };
}

/** Kinds written in words before there were codes. */
const formerKinds = new Map([['France services', 'RFS']]);
