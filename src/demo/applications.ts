import type { Candidate, Kind, ManagerCandidate } from '../organisations/application.ts';

/** An application of the demonstration, and how far it went. */
export interface DemoApplication {
  readonly email: string;
  readonly siret: string;
  readonly name: string;
  readonly kind: Kind;
  readonly address: readonly [street: string, postalCode: string, city: string];
  readonly phone: string | null;
  /** In the notation of the directory; absent: it says none. */
  readonly hours?: string;
  /** Null: not named yet, the application is a draft. */
  readonly manager: ManagerCandidate | null;
  readonly helpers: readonly Candidate[];
  /** How many days ago it was begun; it is handed in a day later. */
  readonly begun: number;
  /** What the applicant wrote with it. */
  readonly asks: string | null;
  /** What an operator answered another day later; null: it waits for them. Three years are given, or so many days. */
  readonly answer: { readonly decision: 'accept' | 'changes' | 'refuse'; readonly text: string; readonly forDays?: number } | null;
}

const person = (givenName: string, familyName: string, domain: string): Candidate => ({
  ...{ givenName, familyName },
  email: `${givenName}.${familyName}@${domain}.example`
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\p{M} ]/gu, ''),
});

/** A body whose certification came to its end, and that somebody else applies for. */
const lavoir: Pick<DemoApplication, 'siret' | 'name' | 'kind' | 'address'> = {
  ...{ siret: '42077016900019', name: 'Régie de quartier du Lavoir', kind: 'ASSO', address: ['6 rue du Lavoir', '87999', 'Villeneuve'] },
};

/** One in each state that an operator, or an applicant, meets. Nobody here exists. */
export const demoApplications: readonly DemoApplication[] = [
  {
    ...{ email: 'direction@mediatheque-rivieres.example', siret: '21700018400010', name: 'Médiathèque de Rivières', kind: 'BIB' },
    ...{ address: ['4 rue des Lavoirs', '19999', 'Rivières'], phone: null },
    ...{ manager: null, helpers: [], begun: 1, asks: null, answer: null },
  },
  {
    ...{ email: 'direction@pont-neuf.example', siret: '26990013300019', name: 'CCAS de Pont-Neuf', kind: 'CCAS' },
    ...{ address: ['2 place du Marché', '23999', 'Pont-Neuf'], phone: '0199000021', hours: 'Mo-Fr 08:30-12:00,13:30-17:00' },
    manager: { ...person('Agnès', 'Pelletier', 'pont-neuf'), phone: '0199000022' },
    helpers: [person('Rachid', 'Mansouri', 'pont-neuf'), person('Élise', 'Baudry', 'pont-neuf'), person('Tom', 'Riou', 'pont-neuf')],
    ...{
      begun: 3,
      asks: 'Notre déléguée à la protection des données aimerait lire la notice avant la formation : où la trouver ?',
      answer: null,
    },
  },
  {
    ...{ email: 'contact@le-pas.example', siret: '44001022000018', name: 'Association Le Pas', kind: 'ASSO' },
    ...{ address: ['18 rue Haute', '87999', 'Villeneuve'], phone: null },
    manager: { ...person('Denise', 'Hamon', 'le-pas'), phone: '0199000031' },
    helpers: [person('Yann', 'Colas', 'le-pas')],
    ...{ begun: 3, asks: 'Nous ouvrons deux après-midi par semaine.' },
    answer: { decision: 'changes', text: 'Ajoutez le téléphone et les horaires de votre accueil : ils figureront à l’annuaire.' },
  },
  {
    ...{ email: 'bureau@entraide-du-val.example', siret: '78420115000017', name: 'Entraide du Val', kind: 'ASSO' },
    ...{ address: ['1 chemin du Val', '19999', 'Rivières'], phone: '0199000041' },
    manager: { ...person('Roger', 'Tanguy', 'entraide-du-val'), phone: '0199000042' },
    helpers: [person('Josiane', 'Le Bras', 'entraide-du-val')],
    ...{ begun: 12, asks: null },
    answer: {
      decision: 'refuse',
      text: 'Vos aidants seraient bénévoles : seuls des professionnels peuvent être habilités. France services de Rivières peut vous recevoir.',
    },
  },
  {
    ...{ email: 'direction@tilleuls.example', siret: '33004556000019', name: 'Centre social Les Tilleuls', kind: 'CS' },
    ...{
      address: ['9 allée des Tilleuls', '87999', 'Villeneuve'],
      phone: '0199000051',
      hours: 'Tu-Fr 09:00-12:30,14:00-18:30; Sa 09:00-12:00',
    },
    manager: { ...person('Monique', 'Tessier', 'tilleuls'), phone: '0199000052' },
    helpers: [person('Awa', 'Diop', 'tilleuls'), person('Julien', 'Perrot', 'tilleuls')],
    ...{ begun: 8, asks: null, answer: { decision: 'accept', text: 'Bienvenue. Vos deux aidants ont reçu leur invitation.' } },
  },
  {
    ...{ email: 'direction@cias-haut-pays.example', siret: '50213449000015', name: 'CIAS du Haut-Pays', kind: 'CIAS' },
    ...{ address: ['3 route du Col', '19999', 'Rivières'], phone: '0199000061' },
    manager: { ...person('René', 'Faure', 'cias-haut-pays'), phone: '0199000062' },
    helpers: [person('Simone', 'Abadie', 'cias-haut-pays')],
    ...{ begun: 390, asks: null, answer: { decision: 'accept', text: 'Bienvenue.' } },
  },
  {
    ...{ ...lavoir, email: 'direction@regie-du-lavoir.example', phone: '0199000071' },
    manager: { ...person('Patrice', 'Lemoine', 'regie-du-lavoir'), phone: '0199000072' },
    helpers: [person('Farida', 'Benali', 'regie-du-lavoir')],
    ...{ begun: 390, asks: null, answer: { decision: 'accept', text: 'Bienvenue.', forDays: 370 } },
  },
  {
    ...{ ...lavoir, email: 'nouvelle.direction@regie-du-lavoir.example', phone: '0199000073' },
    manager: { ...person('Corinne', 'Lefort', 'regie-du-lavoir'), phone: '0199000074' },
    helpers: [person('Farida', 'Benali', 'regie-du-lavoir')],
    ...{ begun: 2, asks: 'Notre habilitation a pris fin pendant le changement de direction.', answer: null },
  },
];

/** The organisation that joined another since, and why. */
export const demoMerger = {
  ...{ siret: '50213449000015', into: 'france-services-rivieres', ago: 15 },
  reason: 'Les deux accueils se réunissent à Rivières.',
} as const;
