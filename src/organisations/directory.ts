import { parseNumberIn } from '../people/contact.ts';
import type { DirectoryLine } from './directory-store.ts';
import { notationOf, readNotation } from './hours.ts';

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
  readonly presentation_detail?: string;
  readonly services: string;
  readonly modalites_accompagnement: string;
  readonly source: string;
  readonly date_maj: string;
}

/** One organisation, field by field; only what it has. */
export function placeOf(line: DirectoryLine): Place {
  const { street, postalCode, city } = partsOf(line.address);
  const telephone = line.phone === null ? null : dialled(line.phone, line.territory);
  return {
    ...{ id: line.id, pivot: line.siret, nom: line.name },
    ...(city !== undefined && { commune: city }),
    ...(postalCode !== undefined && { code_postal: postalCode }),
    ...{ adresse: street, typologie: formerKinds.get(line.kind) ?? line.kind },
    ...(telephone !== null && { telephone }),
    ...(line.email && { courriels: line.email }),
    ...(line.website && { site_web: line.website }),
    ...(line.openingHours && hoursOf(line.openingHours)),
    ...{
      services: 'Aide aux démarches administratives',
      modalites_accompagnement: 'Accompagnement individuel',
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

/** Hours are of the schema in the notation of OpenStreetMap alone; words from before there was a form for them say more of the place. */
function hoursOf(said: string): Pick<Place, 'horaires' | 'presentation_detail'> {
  const week = readNotation(said);
  const horaires = week && notationOf(week);
  return horaires ? { horaires } : { presentation_detail: `Horaires : ${said}` };
}

/** As one dials it from anywhere: overseas, the same ten digits have another country. Null when it is none of the French ones. */
function dialled(phone: string, territory: string): string | null {
  const number = parseNumberIn(countries.get(territory) ?? 'FR', phone);
  return number !== null && /^\+(?:33|262|508|590|594|596|681|687|689)\d{6,9}$/.test(number) ? number : null;
}

// prettier-ignore
const countries: ReadonlyMap<string, Parameters<typeof parseNumberIn>[0]> = new Map([
  ['971', 'GP'], ['972', 'MQ'], ['973', 'GF'], ['974', 'RE'], ['975', 'PM'], ['976', 'YT'],
  ['977', 'BL'], ['978', 'MF'], ['986', 'WF'], ['987', 'PF'], ['988', 'NC'],
]);

/** Kinds written in words before there were codes. */
const formerKinds = new Map([['France services', 'RFS']]);
