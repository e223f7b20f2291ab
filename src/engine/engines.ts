import type { EngineName } from '../config/schema.ts';
import { container } from './container.ts';
import type { Engine } from './engine.ts';
import { fpm } from './fpm.ts';

/** Add an engine here; `satisfies` says what is missing. */
export const engines = { fpm, 'fpm-container': container } satisfies Record<EngineName, Engine>;
