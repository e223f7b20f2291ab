/**
 * Computes the CRC-32 of two byte sequences joined together from the CRC-32 of each. So a compressed file can be spliced into a stream
 * without being read again. n zero bytes multiply the register by x^(8n) modulo the polynomial of
 * https://www.rfc-editor.org/rfc/rfc1952#section-8.
 */

/** `length` is the length of the second sequence in bytes. */
export function combineCrc32(first: number, second: number, length: number): number {
  return (multiply(powerOfX(length), first) ^ second) >>> 0;
}

// Bits are reflected: the highest is x^0.
const POLYNOMIAL = 0xedb88320;
const ONE = 0x80000000;

function multiply(left: number, right: number): number {
  let product = 0;
  let factor = right;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if ((left & bit) !== 0) product ^= factor;
    factor = (factor & 1) === 0 ? factor >>> 1 : (factor >>> 1) ^ POLYNOMIAL;
  }
  return product >>> 0;
}

// x^(8·length) by repeated squaring. Lengths can exceed 32 bits, so they are halved as numbers and not shifted.
function powerOfX(length: number): number {
  let power = 0x00800000;
  let result = ONE;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(power, result);
    power = multiply(power, power);
  }
  return result;
}
