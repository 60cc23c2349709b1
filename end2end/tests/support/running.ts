// Programs that specs start. Whatever becomes of the specs, none goes on without them.
import { spawn, type ChildProcess } from "node:child_process";

/// Starts a program that ends with this process at the latest, however this process ends: a shell beside it reads
/// until nobody is left to write, and then kills it.
export function start(command: string, words: string[]): ChildProcess {
  const program = spawn(command, words, { stdio: "ignore" });
  const guard = spawn("sh", ["-c", 'read -r _; kill -9 "$0"', String(program.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    // What is sent to the whole group of processes, as by Ctrl+C, does not reach it.
    detached: true,
  });
  guard.unref();
  // A number that is free again may be somebody else's.
  program.once("exit", () => guard.kill("SIGKILL"));
  return program;
}
