/** What the errors of a redirection mean to the person before the screen. */
export const inPlainWords: Readonly<Record<string, string>> = {
  access_denied: 'Procura n’a pas donné d’identité : la personne aidante a renoncé, ou aucun mandat ne permet cette démarche.',
  login_required: 'Il faut d’abord se connecter à Procura.',
  interaction_required: 'Procura doit poser une question et ne l’a pas pu.',
  invalid_request: 'Procura n’a pas compris la demande de ce service.',
  server_error: 'Procura a rencontré une erreur. Réessayez dans un instant.',
  temporarily_unavailable: 'Procura est indisponible pour le moment. Réessayez dans un instant.',
};
