/** Whole numbers of a config and of a plan, with the bounds of what they become: format/numbers.ts. */
import { z } from 'zod';
import { EPOCH, ID, PRIORITY, TIME } from '../format/numbers.ts';

export const time = z.int().min(TIME.min).max(TIME.max);
export const epoch = z.int().min(EPOCH.min).max(EPOCH.max);
export const id = z.int().min(ID.min).max(ID.max);
export const priority = z.int().min(PRIORITY.min).max(PRIORITY.max);
