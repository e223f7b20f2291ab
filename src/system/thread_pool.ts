/**
 * Imported before all else: libuv makes its threads when the first is needed, four unless told, and then no more. Those beyond
 * one for each core are for files to be read and written while all cores compress. https://nodejs.org/api/cli.html#uv_threadpool_sizesize
 */
import { availableParallelism } from 'node:os';

process.env['UV_THREADPOOL_SIZE'] ??= String(availableParallelism() + 4);
