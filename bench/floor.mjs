// What no packer can be faster than that reads its input, hashes it and deflates it with Node's zlib: each file by MD5 and SHA-256,
// level 6 in blocks of 1 MiB on all cores, and nothing written. It shares no code with src/.
//   node bench/floor.mjs FILE…
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { constants, deflateRaw } from 'node:zlib';

const BLOCK = 1 << 20;
const free = Array.from({ length: availableParallelism() + 2 }, () => Buffer.allocUnsafeSlow(BLOCK));
const waiting = [];
let deflated = 0;

function take() {
  const buffer = free.pop();
  return buffer === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(buffer);
}

function give(buffer) {
  const next = waiting.shift();
  if (next === undefined) free.push(buffer);
  else next(buffer);
}

function deflate(buffer, length) {
  const options = { level: 6, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: BLOCK + 1024 };
  return new Promise((resolve, reject) => {
    deflateRaw(buffer.subarray(0, length), options, (error, bytes) => {
      if (error !== null) return reject(error);
      deflated += bytes.length;
      give(buffer);
      return resolve();
    });
  });
}

const pending = [];
for (const path of process.argv.slice(2)) {
  const file = openSync(path);
  const hashes = [createHash('md5'), createHash('sha256')];
  for (;;) {
    const buffer = await take();
    const length = readSync(file, buffer, 0, BLOCK, null);
    if (length === 0) {
      give(buffer);
      break;
    }
    pending.push(deflate(buffer, length));
    for (const hash of hashes) hash.update(buffer.subarray(0, length));
  }
  for (const hash of hashes) hash.digest();
  closeSync(file);
}
await Promise.all(pending);
console.log(deflated);
