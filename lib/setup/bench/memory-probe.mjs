// Loaded into the server before it starts (--import): answers its parent's question about memory, and has no other effect.

process.on("message", () => {
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  process.send?.({ rss, heapUsed: process.memoryUsage().heapUsed });
});
// Listening to the parent must not keep a server alive that has been told to stop.
process.channel?.unref();
