import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** Storage of one simulator's protocol objects: in memory, nothing shared with another simulator of the same process. */
export function memoryAdapter(): (model: string) => Adapter {
  const models = new Map<string, Map<string, Kept>>();
  return (model) => {
    const own = models.get(model) ?? new Map<string, Kept>();
    models.set(model, own);
    return adapterOf(own, models);
  };
}

function adapterOf(own: Map<string, Kept>, models: Map<string, Map<string, Kept>>): Adapter {
  const live = (kept: Kept | undefined) => Promise.resolve(kept && kept.expiresAt > Date.now() ? kept.payload : undefined);
  const findWhere = (test: (payload: AdapterPayload) => boolean) => live([...own.values()].find(({ payload }) => test(payload)));
  return {
    upsert: (id, payload, expiresIn) => done(() => keep(own, id, payload, expiresIn)),
    find: (id) => live(own.get(id)),
    findByUid: (uid) => findWhere((payload) => payload.uid === uid),
    findByUserCode: (userCode) => findWhere((payload) => payload.userCode === userCode),
    consume: (id) => done(() => consume(own.get(id))),
    destroy: (id) => done(() => own.delete(id)),
    revokeByGrantId: (grantId) => done(() => models.forEach((kept) => removeGrant(kept, grantId))),
  };
}

function done(act: () => unknown): Promise<void> {
  act();
  return Promise.resolve();
}

function keep(own: Map<string, Kept>, id: string, payload: AdapterPayload, expiresIn: number | undefined): void {
  const now = Date.now();
  for (const [key, { expiresAt }] of own) if (expiresAt <= now) own.delete(key);
  own.set(id, { payload, expiresAt: expiresIn ? now + expiresIn * 1000 : Infinity });
}

function removeGrant(kept: Map<string, Kept>, grantId: string): void {
  for (const [id, { payload }] of kept) if (payload.grantId === grantId) kept.delete(id);
}

function consume(kept: Kept | undefined): void {
  if (kept) kept.payload.consumed = Math.floor(Date.now() / 1000);
}
