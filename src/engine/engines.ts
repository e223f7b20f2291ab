import type { EngineName } from '../schema/schema.ts';
import type { Engine } from './engine.ts';
import { fpmRefusals } from './fpm/refusals.ts';
import { nativeRefusals } from './native/refusals.ts';

/** Add an engine here; `satisfies` then tells what it lacks. An engine is loaded only when it is used. */
export const engines = {
  fpm: {
    refuse: fpmRefusals,
    open: async (opening) => (await import('./fpm/fpm.ts')).openFpm(opening),
  },
  'fpm-container': {
    refuse: fpmRefusals,
    open: async (opening) => (await import('./fpm/container/container.ts')).openContainer(opening),
  },
  native: {
    refuse: nativeRefusals,
    open: async (opening) => (await import('./native/native.ts')).openNative(opening),
  },
} satisfies Record<EngineName, Engine>;
