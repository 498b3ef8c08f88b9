import type { Language } from '../http/languages.ts';

/** Someone of the demonstration who signs in through FranceConnect. Nobody here exists. */
export interface DemoPerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredUsername: string | null;
  readonly birthdate: string;
  readonly gender: 'female' | 'male';
  /** COG code of the commune; empty for someone born abroad. */
  readonly birthplace: string;
  readonly birthcountry: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Language;
  /** Who vouched for them towards FranceConnect. */
  readonly idpId: string;
  /** What this person is good for in a demonstration, said on the sign-in page. */
  readonly hint: string;
}

/** How FranceConnect names Procura when Procura is the identity provider: a mandate may not be born from a mandate. */
export const ownIdpId = 'procura';

type Traits = Partial<DemoPerson> & Pick<DemoPerson, 'id' | 'givenName' | 'familyName' | 'birthdate' | 'hint'>;

/** Most are women born in Paris who speak French; each line says what is different. */
const person = (traits: Traits): DemoPerson => ({
  gender: 'female',
  birthplace: '75107',
  birthcountry: '99100',
  language: 'fr',
  idpId: 'ameli',
  preferredUsername: null,
  email: `${traits.id}@usager.example`,
  phone: null,
  ...traits,
});

const abroad = (country: string) => ({ birthplace: '', birthcountry: country });
/** The demonstration people, as the FranceConnect simulator offers them: one a line. */
// prettier-ignore
export const demoPeople: readonly DemoPerson[] = [
  person({ id: 'josephine', givenName: 'Joséphine Marie', familyName: 'ST-PIERRE', birthdate: '1947-03-02', birthplace: '87085', phone: '+33639980101', hint: 'retraitée, ne veut plus de courriers' }),
  person({ id: 'armand', givenName: 'Armand', familyName: 'GUILLOT', gender: 'male', birthdate: '1955-07-19', birthplace: '23096', language: 'fr-FALC', phone: '+33639980102', hint: 'lit le français facile' }),
  person({ id: 'angela', givenName: 'Angela Claire Louise', familyName: 'DUBOIS', preferredUsername: 'MARTIN', birthdate: '1962-08-24', idpId: 'impots', hint: "nom d'usage différent du nom de naissance" }),
  person({ id: 'yamina', givenName: 'Yamina', familyName: 'BENALI', birthdate: '1950-00-00', ...abroad('99352'), language: 'ar', phone: '+33639980104', hint: 'née en 1950, jour et mois inconnus, en Algérie ; lit l’arabe' }),
  person({ id: 'oksana', givenName: 'Oksana', familyName: 'KOVALENKO', birthdate: '1989-10-11', ...abroad('99155'), language: 'uk', phone: '+33639980105', hint: 'née en Ukraine, sans lieu de naissance ; lit l’ukrainien' }),
  person({ id: 'manuel', givenName: 'Manuel António', familyName: 'FERREIRA', gender: 'male', birthdate: '1958-05-13', ...abroad('99139'), language: 'pt', hint: 'né au Portugal ; lit le portugais' }),
  person({ id: 'carmen', givenName: 'Carmen', familyName: 'IGLESIAS', birthdate: '1971-01-00', ...abroad('99134'), language: 'es', hint: 'née en janvier 1971, jour inconnu ; lit l’espagnol' }),
  person({ id: 'mehmet', givenName: 'Mehmet', familyName: 'YILDIRIM', gender: 'male', birthdate: '1980-12-24', ...abroad('99208'), language: 'tr', phone: '+33639980108', hint: 'né en Turquie ; lit le turc' }),
  person({ id: 'margaret', givenName: 'Margaret Anne', familyName: 'O’CONNOR', birthdate: '1953-06-17', ...abroad('99132'), language: 'en', hint: 'née au Royaume-Uni ; lit l’anglais' }),
  person({ id: 'gaston', givenName: 'Gaston Émile', familyName: 'LE BIHAN', gender: 'male', birthdate: '1938-11-30', birthplace: '29019', email: null, phone: '+33639980112', hint: 'sans adresse électronique, un simple téléphone' }),
  person({ id: 'noe', givenName: 'Noé', familyName: 'GUILLOT', gender: 'male', birthdate: '2013-04-18', birthplace: '23096', hint: 'mineur : un mandat lui est refusé' }),
  person({ id: 'claire-homonyme', givenName: 'Claire', familyName: 'MOREL', birthdate: '1944-09-08', birthplace: '69123', hint: 'homonyme d’une aidante : une autre personne' }),
  person({ id: 'claire-aidante', givenName: 'Claire', familyName: 'MOREL', birthdate: '1986-02-27', birthplace: '59350', email: 'claire.morel@ccas-villeneuve.example', hint: 'l’aidante elle-même : un mandat pour soi est refusé' }),
  person({ id: 'lucette', givenName: 'Lucette', familyName: 'PRIGENT', birthdate: '1941-12-05', birthplace: '35238', idpId: ownIdpId, hint: 'identité déjà obtenue au moyen d’un mandat : refusée' }),
  person({ id: 'desire', givenName: 'Désiré', familyName: 'ÉTIENNE-HYPPOLITE', gender: 'male', birthdate: '1968-02-29', birthplace: '97120', idpId: 'la-poste', hint: 'né en Guadeloupe, nom long et accentué' }),
  person({ id: 'odette', givenName: 'Odette', familyName: 'DE LA TOUR D’AUVERGNE', birthdate: '1932-01-01', birthplace: '63113', phone: '+33639980116', hint: 'sous tutelle : à déclarer, le mandat est refusé' }),
];
