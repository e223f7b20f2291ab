/** Types of the part of unbzip2-stream that reads one block. The package itself has none. */
declare module 'unbzip2-stream/lib/bzip2.js' {
  type Read = (count: number | null) => number;
  const bzip2: {
    readonly Bzip2Error: new (message: string) => Error;
    /** Reads the header of a stream. Returns the size of its blocks in units of 100 kB. */
    header(read: Read): number;
    /** Reads a block. Returns the checksum of the stream so far, or null if the stream ended here and all checksums were right. */
    decompress(read: Read, write: (byte: number) => void, room: Int32Array, size: number, sum: number): number | null;
  };
  export default bzip2;
}
