import { Router } from 'express';
import { AccessibilityPage } from '../../views/public/accessibility.tsx';
import { HelpPage } from '../../views/public/help.tsx';
import { HomePage } from '../../views/public/home.tsx';
import { PrivacyPage } from '../../views/public/privacy.tsx';
import { readAccessibilityResults } from './accessibility.ts';
import { sendPage, speakAllLanguages } from './render.ts';

/** Pages for anybody: what the service is, and what one may expect of it. */
export function publicRoutes(): Router {
  const router = Router();
  const results = readAccessibilityResults();
  router.get('/', speakAllLanguages, (_req, res) => {
    sendPage(res, HomePage, {});
  });
  router.get('/accessibility', speakAllLanguages, (_req, res) => {
    sendPage(res, AccessibilityPage, { results });
  });
  router.get('/privacy', speakAllLanguages, (_req, res) => {
    sendPage(res, PrivacyPage, {});
  });
  router.get('/help', speakAllLanguages, (_req, res) => {
    sendPage(res, HelpPage, {});
  });
  return router;
}
