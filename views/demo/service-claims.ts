import { formatInstant } from '../../src/http/dates.ts';

export type Claims = Readonly<Record<string, unknown>>;
type Fact = readonly [name: string, value: string];

/** The person's name as a page title wants it. */
export function personName(userinfo: Claims): string {
  return [userinfo['given_name'], userinfo['preferred_username'] ?? userinfo['family_name']].map(words).join(' ');
}

/** The pivot identity, in words. */
export function identityFacts(userinfo: Claims): Fact[] {
  return [
    ['Prénoms', words(userinfo['given_name'])],
    ['Nom de naissance', words(userinfo['family_name'])],
    ['Nom d’usage', words(userinfo['preferred_username'])],
    ['Date de naissance', birthdate(userinfo['birthdate'])],
    ['Lieu de naissance', birthplace(userinfo)],
    ['Adresse électronique', words(userinfo['email'])],
  ];
}

/** Who acts, as far as a service is told: a role and an organisation, no name. */
export function actorFacts(act: unknown): Fact[] {
  if (!isClaims(act)) return [['Personne aidante', 'aucune : Procura n’a nommé personne qui agisse']];
  return [
    ['Qualité', roles[String(act['role'])] ?? words(act['role'])],
    ['Structure', words(act['organization_label'])],
    ['SIRET', words(act['siret']).replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4')],
    ['Identifiant pour ce service', words(act['sub'])],
  ];
}

/** The mandate's claim, under the collision-resistant name that ends so. */
export function mandateOf(claims: Claims): Claims | null {
  const name = Object.keys(claims).find((key) => /^https?:\/\/[^/]+\/claims\/mandate$/.test(key));
  const mandate = name === undefined ? undefined : claims[name];
  return isClaims(mandate) ? mandate : null;
}

/** The mandate, in words and in Paris time. */
export function mandateFacts(mandate: Claims): Fact[] {
  const themes = Array.isArray(mandate['themes']) ? mandate['themes'].map(theme) : [];
  return [
    ['Référence', words(mandate['ref'])],
    ['Démarches', themes.join(', ') || 'non précisées'],
    ['Depuis le', instant(mandate['nbf'])],
    ['Jusqu’au', instant(mandate['exp'])],
  ];
}

const roles: Readonly<Record<string, string>> = { 'certified-helper': 'aidant habilité' };

/** Codes and the names within `urn:procura:theme:<name>:1`, as this service calls them. */
const themes: Readonly<Record<string, string>> = {
  papiers: 'Papiers – Citoyenneté – Élections',
  famille: 'Famille – Scolarité',
  social: 'Social – Santé',
  travail: 'Travail – Formation',
  logement: 'Logement',
  transports: 'Transports – Mobilité',
  argent: 'Argent – Impôts – Consommation',
  justice: 'Justice',
  etranger: 'Étranger – Europe',
  loisirs: 'Loisirs – Sport – Culture',
};

function theme(value: unknown): string {
  const name = /^urn:procura:theme:([a-z]+)/.exec(String(value))?.[1] ?? String(value);
  return themes[name] ?? String(value);
}

function words(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : '(non transmis)';
}

function instant(value: unknown): string {
  return typeof value === 'number' ? `${formatInstant(new Date(value * 1000), 'fr')} (heure de Paris)` : '(non transmis)';
}

function birthdate(value: unknown): string {
  const [year, month, day] = words(value).split('-');
  if (year === undefined || month === undefined || day === undefined) return words(value);
  if (month === '00') return `en ${year}, jour et mois inconnus`;
  return day === '00' ? `${month}/${year}, jour inconnu` : `${day}/${month}/${year}`;
}

function birthplace({ birthplace, birthcountry }: Claims): string {
  return birthcountry === '99100' ? `commune ${words(birthplace)} (France)` : `à l’étranger, pays ${words(birthcountry)}`;
}

function isClaims(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
