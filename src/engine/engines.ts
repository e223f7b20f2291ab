import type { EngineName } from '../config/schema.ts';
import { container } from './container.ts';
import type { Engine } from './engine.ts';
import { fpm } from './fpm.ts';
import { native } from './native/native.ts';

/** Add an engine here; `satisfies` says what is missing. */
export const engines = { fpm, 'fpm-container': container, native } satisfies Record<EngineName, Engine>;
