/**
 * Sets the size of libuv's thread pool. This must be imported first: libuv starts its threads, four by default, when the first one is
 * needed, and never more. There are more threads than cores, so that files are read and written while all cores compress.
 * https://nodejs.org/api/cli.html#uv_threadpool_sizesize
 */
import { availableParallelism } from 'node:os';

process.env['UV_THREADPOOL_SIZE'] ??= String(availableParallelism() + 4);
