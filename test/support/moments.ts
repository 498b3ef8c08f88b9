import { createHook } from 'node:async_hooks';

/** What an act gives, and how many quarters of a second were waited for meanwhile: counted, as a slow machine takes as long by itself. */
export async function countMoments<T>(act: () => Promise<T>): Promise<{ readonly given: T; readonly moments: number }> {
  let moments = 0;
  const hook = createHook({
    init: (_id, type, _trigger, resource: { readonly _idleTimeout?: number }) => {
      if (type === 'Timeout' && resource._idleTimeout === 250) moments++;
    },
  }).enable();
  try {
    const given = await act();
    return { given, moments };
  } finally {
    hook.disable();
  }
}
