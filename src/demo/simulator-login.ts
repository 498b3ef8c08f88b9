import { Router, type Request, type Response } from 'express';
import type Provider from 'oidc-provider';
import { signInPage } from '../../views/demo/sign-in.tsx';
import { messagePage } from '../../views/demo/message.tsx';
import { field, formFields } from './demo-app.ts';
import type { SimulatorAccount, SimulatorManners } from './simulator.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The page where one chooses who to be, and its answer. */
export function signInRoutes(manners: SimulatorManners, provider: Provider): Router {
  const router = Router();
  router.get('/connexion/:uid', async (req, res) => {
    if (!(await findInteraction(provider, req, res))) {
      tooLate(manners, res);
      return;
    }
    res.send(signInPage({ service: manners.name, accounts: manners.accounts }));
  });
  router.post('/connexion/:uid', formFields(), async (req, res) => {
    const interaction = await findInteraction(provider, req, res);
    if (!interaction) {
      tooLate(manners, res);
      return;
    }
    await answer(manners, provider, { req, res, interaction });
  });
  return router;
}

interface Answer {
  readonly req: Request;
  readonly res: Response;
  readonly interaction: Interaction;
}

async function answer(manners: SimulatorManners, provider: Provider, { req, res, interaction }: Answer): Promise<void> {
  const chosen = field(req.body, 'account');
  const account = manners.accounts.find(({ accountId }) => accountId === chosen);
  if (!account) return refuse(provider, { req, res }, 'User refused to sign in');
  if (!reaches(account, interaction)) return refuse(provider, { req, res }, 'requested ACRs could not be satisfied');
  await forgetAnotherPerson(provider, interaction, account);
  const { accountId, acr, amr } = account;
  await provider.interactionFinished(req, res, { login: { accountId, acr, amr: [...amr], remember: true } });
}

async function refuse(provider: Provider, { req, res }: { req: Request; res: Response }, error_description: string): Promise<void> {
  await provider.interactionFinished(req, res, { error: 'access_denied', error_description });
}

/** An essential `acr` the account has not: the real one refuses too, rather than ask for ever. */
function reaches(account: SimulatorAccount, interaction: Interaction): boolean {
  const asked = interaction.params['claims'];
  if (typeof asked !== 'string') return true;
  // the library checked that `claims` is JSON of this shape before it asked us
  const acr = (JSON.parse(asked) as { id_token?: { acr?: { essential?: boolean; value?: string; values?: string[] } | null } }).id_token
    ?.acr;
  if (!acr?.essential) return true;
  return [acr.value, ...(acr.values ?? [])].some((value) => value === account.acr) || (acr.value ?? acr.values) === undefined;
}

/** The library would sign the former person out in mid-flow, by a form that posts itself; their session ends here instead. */
async function forgetAnotherPerson(provider: Provider, interaction: Interaction, account: SimulatorAccount): Promise<void> {
  if (!interaction.session || interaction.session.accountId === account.accountId) return;
  await (await provider.Session.findByUid(interaction.session.uid))?.destroy();
  delete interaction.session;
  await interaction.persist();
}

async function findInteraction(provider: Provider, req: Request, res: Response): Promise<Interaction | null> {
  const interaction = await provider.interactionDetails(req, res).catch(() => null);
  return interaction?.uid === req.params['uid'] ? interaction : null;
}

function tooLate(manners: SimulatorManners, res: Response): void {
  const lines = ['La demande de connexion a expiré ou a déjà servi.', 'Revenez au service d’où vous venez et recommencez.'];
  res.status(410).send(messagePage({ service: manners.name, title: 'Il est trop tard', lines, links: [] }));
}
