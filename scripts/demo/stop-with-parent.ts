/** Loaded before the app in a process of the demo (`node --import`): when the demo is gone, even by kill -9, the process ends too. */
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
});
