/** The part of unbzip2-stream that reads a block, which its stream is made of. The package has no types. */
declare module 'unbzip2-stream/lib/bzip2.js' {
  type Read = (count: number | null) => number;
  const bzip2: {
    readonly Bzip2Error: new (message: string) => Error;
    /** Reads the header of a stream, and gives the size of its blocks, in 100 kB. */
    header(read: Read): number;
    /** Reads a block. Gives the sum so far of its stream, or null where it was the end of that, and all sums were right. */
    decompress(read: Read, write: (byte: number) => void, room: Int32Array, size: number, sum: number): number | null;
  };
  export default bzip2;
}
