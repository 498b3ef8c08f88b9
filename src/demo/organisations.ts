/** A certified body of the demonstration. */
export interface DemoOrganisation {
  readonly id: string;
  readonly label: string;
  readonly siret: string;
  /** Of no town: of its department, nothing ends so. */
  readonly postalCode: string;
  readonly city: string;
  /** Our codes of the procedures this organisation does not help with. */
  readonly excludedProcedures: readonly string[];
  /** How long it was certified for, in days; that was 400 days before the demonstration. */
  readonly certifiedDays: number;
  /** When it helps, in the notation of the directory. */
  readonly hours: string;
}

/** Someone of the demonstration who signs in through ProConnect. */
export interface DemoProfessional {
  readonly id: string;
  readonly givenName: string;
  readonly usualName: string;
  readonly email: string;
  /** Ids of organisations, the first is the one ProConnect names. Empty: nobody we know. */
  readonly organisations: readonly string[];
  readonly roles: readonly ('helper' | 'manager')[];
  /** What the account is for; an operator or a supervisor belongs to no organisation. */
  readonly duty: 'helper' | 'operator' | 'supervisor' | 'ombudsman';
  /** What a supervisor watches. */
  readonly territories?: readonly string[];
  readonly certification: 'certified' | 'trained' | 'suspended' | 'expired' | 'withdrawn' | 'none';
  /** What ProConnect vouches for. */
  readonly acr: 'eidas1' | 'eidas1-mfa';
  /** Base32, for the second factor of the demonstration; never used elsewhere. */
  readonly totpSecret: string | null;
  readonly hint: string;
}

// prettier-ignore
export const demoOrganisations: readonly DemoOrganisation[] = [
  { id: 'ccas-villeneuve', label: 'CCAS de Villeneuve', siret: '26990012200012', postalCode: '87999', city: 'Villeneuve', excludedProcedures: [], certifiedDays: 550, hours: 'Mo-Fr 08:30-12:30,13:30-18:30' },
  { id: 'france-services-rivieres', label: 'Espace France services de Rivières', siret: '13990034400017', postalCode: '19999', city: 'Rivières', excludedProcedures: ['justice'], certifiedDays: 3 * 365, hours: 'Mo-Fr 08:30-18:30; Sa 09:00-12:00' },
];

const helper = { duty: 'helper', roles: ['helper'], certification: 'certified', acr: 'eidas1-mfa' } as const;

const service = { organisations: [], roles: [], certification: 'none', acr: 'eidas1-mfa' } as const;

/** The demonstration professionals, as the ProConnect simulator offers them: one a line. */
// prettier-ignore
export const demoProfessionals: readonly DemoProfessional[] = [
  { ...helper, id: 'claire', givenName: 'Claire', usualName: 'Morel', email: 'claire.morel@ccas-villeneuve.example', organisations: ['ccas-villeneuve'], totpSecret: 'HCPRDNABMPYXMFLFIDWZPD3PU4X2QUER', hint: 'aidante habilitée du CCAS' },
  { ...helper, id: 'nadia', givenName: 'Nadia', usualName: 'Haddad', email: 'nadia.haddad@ccas-villeneuve.example', organisations: ['ccas-villeneuve', 'france-services-rivieres'], totpSecret: 'FASQZQFN3FODHYE6WOWNJFUSHUUK7LQY', hint: 'aidante habilitée de deux structures' },
  { ...helper, id: 'hugo', givenName: 'Hugo', usualName: 'Lemaire', email: 'hugo.lemaire@ccas-villeneuve.example', organisations: ['ccas-villeneuve'], acr: 'eidas1', totpSecret: 'XGHOJYZW2WSJVRRFZFG3JVGVDOXTHDNK', hint: 'aidant habilité, ProConnect sans double authentification' },
  { ...helper, id: 'maelle', givenName: 'Maëlle', usualName: 'Le Goff', email: 'maelle.legoff@rivieres.example', organisations: ['france-services-rivieres'], totpSecret: 'OZY3PSMJRGRKHNC3GY4W5UV6PQMT2YLR', hint: 'aidante habilitée de Rivières' },
  { ...helper, id: 'bruno', givenName: 'Bruno', usualName: 'Castel', email: 'bruno.castel@ccas-villeneuve.example', organisations: ['ccas-villeneuve'], certification: 'suspended', totpSecret: '7MCZN5NPW473AC2Y7WULUHRZUUEH6VNO', hint: 'aidant suspendu' },
  { ...helper, id: 'gilles', givenName: 'Gilles', usualName: 'Aubert', email: 'gilles.aubert@ccas-villeneuve.example', organisations: ['ccas-villeneuve'], certification: 'expired', totpSecret: null, hint: 'son habilitation a pris fin il y a dix jours' },
  { ...helper, id: 'denis', givenName: 'Denis', usualName: 'Rolland', email: 'denis.rolland@rivieres.example', organisations: ['france-services-rivieres'], certification: 'withdrawn', totpSecret: null, hint: 'aidant dont l’habilitation a été retirée' },
  { ...helper, id: 'ines', givenName: 'Inès', usualName: 'Vidal', email: 'ines.vidal@ccas-villeneuve.example', organisations: ['ccas-villeneuve'], certification: 'none', totpSecret: null, hint: 'membre du CCAS, pas encore formée' },
  { ...helper, id: 'lina', givenName: 'Lina', usualName: 'Nguyen', email: 'lina.nguyen@rivieres.example', organisations: ['france-services-rivieres'], certification: 'trained', totpSecret: 'GNXUPP7HUAZYBEXTDYBK7NITVK4P2VZ5', hint: 'formée, pas encore habilitée' },
  { ...helper, id: 'solange', givenName: 'Solange', usualName: 'Arnaud', email: 'solange.arnaud@ccas-villeneuve.example', organisations: ['ccas-villeneuve'], roles: ['manager'], certification: 'none', totpSecret: 'QAAHIWU7KJCX7IIJHF5CDOILQ5Z5NV7B', hint: 'référente du CCAS, n’est pas aidante' },
  { ...service, duty: 'operator', id: 'odile', givenName: 'Odile', usualName: 'Fournier', email: 'odile.fournier@procura.example', totpSecret: '232QBE36KFVNJU4ITDRMULZJTHLBTKX2', hint: 'exploitante du service' },
  { ...service, duty: 'operator', id: 'karim', givenName: 'Karim', usualName: 'Benhamou', email: 'karim.benhamou@procura.example', totpSecret: 'YKMXUHNQIPVJYWXLOGDZO5CVDAULQXUM', hint: 'second exploitant : les actes graves se font à deux' },
  { ...service, duty: 'supervisor', territories: ['87'], id: 'helene', givenName: 'Hélène', usualName: 'Marchand', email: 'helene.marchand@prefecture.example', totpSecret: 'FQGH2XU3SNBHSHCZ6LSG3BR2LXLAJJBG', hint: 'superviseure de la Haute-Vienne' },
  { ...service, duty: 'supervisor', territories: ['*'], id: 'yves', givenName: 'Yves', usualName: 'Delorme', email: 'yves.delorme@controle.example', totpSecret: 'K7PZ3MW2XQJ5TDHVBN4RLCYAGE6SUFOI', hint: 'superviseur national' },
  { ...service, duty: 'ombudsman', territories: ['*'], id: 'irene', givenName: 'Irène', usualName: 'Vasseur', email: 'irene.vasseur@mediation.example', totpSecret: 'R5VXN2TQ7HLKD3BWZJ6MPCYEFAG4USOI', hint: 'médiatrice : veille aussi sur les superviseurs' },
  { ...helper, id: 'inconnu', givenName: 'Paul', usualName: 'Personne', email: 'paul.personne@ailleurs.example', organisations: [], roles: [], certification: 'none', totpSecret: null, hint: 'agent public que Procura ne connaît pas' },
];
