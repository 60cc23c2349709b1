// A study of its own for each worker, served by the real program, and people to answer it.
import { test as base, expect } from "@playwright/test";
import { execFileSync, type ChildProcess } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Dataset } from "./dataset";
import { start } from "./running";
import { PASSWORD } from "./staff";
import { markUp } from "./translated";

export type Person = { number: string; link: string };

const VARIANT = join(__dirname, "../../../examples/safeguarding");
const EXAMPLE = join(__dirname, "../../../examples/study");
const LIBRARY = join(__dirname, "../../../surveys/definitions");

export class Study {
  private enrolled = 0;

  private constructor(
    private readonly folder: string,
    private readonly key: string,
    private readonly wave: string,
    readonly address: string,
    private readonly settings: string[],
    private server: ChildProcess,
  ) {}

  static async open(): Promise<Study> {
    const folder = mkdtempSync(join(tmpdir(), "throughline-end2end-"));
    const data = join(folder, "data");
    run(["demo"], data, ["--no-serve", "--participants", "40", "--seed", "1"]);
    return Study.served(folder, "bridgeway", "baseline");
  }

  /// The variant of the study whose survey can raise an alert, its help texts reviewed today.
  static async lantern(): Promise<Study> {
    const folder = mkdtempSync(join(tmpdir(), "throughline-end2end-"));
    const study = readFileSync(join(VARIANT, "study.toml"), "utf8");
    const today = new Date().toISOString().slice(0, 10);
    const file = join(folder, "study.toml");
    writeFileSync(file, study.replace(/reviewed_on = ".*"/, `reviewed_on = "${today}"`));
    for (const name of ["protocol.toml", "check-in.toml"]) copyFileSync(join(VARIANT, name), join(folder, name));
    run(["study", "load"], join(folder, "data"), [file]);
    const lantern = await Study.served(folder, "lantern", "check-in");
    // Nobody begins before those who would act can sign in.
    try {
      await lantern.letIn("rosa.marsh@larkfield.example.org", "Rosa Marsh");
      await lantern.letIn("tomas.wren@larkfield.example.org", "Tomas Wren");
    } catch (failed) {
      await lantern.close();
      throw failed;
    }
    return lantern;
  }

  /// The study, its baseline in a second language that was made up. It sends nothing, since nobody wrote its messages in it.
  static async translated(language: string): Promise<Study> {
    const folder = mkdtempSync(join(tmpdir(), "throughline-end2end-"));
    copyFileSync(join(EXAMPLE, "study.toml"), join(folder, "study.toml"));
    const parts = readFileSync(join(EXAMPLE, "protocol.toml"), "utf8").split(/(?=\[\[waves)/);
    const silent = parts.filter((part) => !part.startsWith("[[waves.steps]]"));
    writeFileSync(join(folder, "protocol.toml"), silent.join(""));
    for (const name of ["bank.toml", "baseline.toml"]) copyFileSync(join(LIBRARY, name), join(folder, name));
    for (const name of ["bank", "baseline"]) {
      const file = join(folder, `${name}.toml`);
      const words = ["translate", file, "--language", language];
      execFileSync(binary(), ["survey", ...words], { stdio: "ignore" });
    }
    for (const name of ["bank", "baseline", "words"]) markUp(join(folder, `${name}.${language}.toml`));
    run(["study", "load"], join(folder, "data"), [join(folder, "study.toml")]);
    return Study.served(folder, "bridgeway", "baseline");
  }

  /// The same study on a site with settings of its own, which may have to know its address.
  static async with(settings: (address: string) => Promise<string>): Promise<Study> {
    const folder = mkdtempSync(join(tmpdir(), "throughline-end2end-"));
    run(["demo"], join(folder, "data"), ["--no-serve", "--participants", "1", "--seed", "1"]);
    const port = await freePort();
    const file = join(folder, "settings.toml");
    writeFileSync(file, await settings(`http://127.0.0.1:${port}`));
    return Study.served(folder, "bridgeway", "baseline", port, ["--config", file]);
  }

  /// Another study on the same site, whose only wave begins with the first version of a survey that was published there. It
  /// is there as long as this one.
  asking(survey: string): Study {
    const folder = mkdtempSync(join(this.folder, "asking-"));
    const own = readFileSync(join(EXAMPLE, "study.toml"), "utf8");
    writeFileSync(join(folder, "study.toml"), own.replace('key = "bridgeway"', `key = "${survey}"`));
    const wave = readFileSync(join(VARIANT, "protocol.toml"), "utf8");
    writeFileSync(join(folder, "protocol.toml"), wave.replace('survey = "check-in"', `survey = "${survey}"`));
    const asked = run(["survey", "show"], this.data, [`${survey}@1`, "--toml"]);
    writeFileSync(join(folder, `${survey}.toml`), asked);
    run(["study", "load"], this.data, [join(folder, "study.toml")]);
    return new Study(this.folder, survey, "check-in", this.address, this.settings, this.server);
  }

  private static async served(
    folder: string,
    key: string,
    wave: string,
    port?: number,
    settings: string[] = [],
  ): Promise<Study> {
    port ??= await freePort();
    const server = await serve(join(folder, "data"), port, settings);
    return new Study(folder, key, wave, `http://127.0.0.1:${port}`, settings, server);
  }

  /// Ends the program as a power cut would, and starts it again at the same address.
  async powerCut(): Promise<void> {
    await this.end("SIGKILL");
    await this.comeBack();
  }

  /// Ends the program, as when the line to it is lost; `comeBack` brings it back.
  async goAway(): Promise<void> {
    await this.end("SIGKILL");
  }

  async comeBack(): Promise<void> {
    this.server = await serve(this.data, Number(new URL(this.address).port), this.settings);
  }

  /// Somebody new, with a link to the first wave. Birthday as `YYYY-MM-DD`, when the team knows it; with
  /// a telephone number it knows the name, too.
  enrol(name: string, birthday = "", mobile = ""): Person {
    const number = `${name}-${process.pid}-${(this.enrolled += 1)}`;
    const row = `${number},${birthday},${mobile && name},${mobile}`;
    const file = this.file("enrolment", `study_number,dob,first_name,mobile\n${row}\n`);
    run(["enrol"], this.data, ["--study", this.key, file]);
    return { number, link: this.link(number, this.wave) };
  }

  /// Somebody new of whom the team knows more. What is known is a column of the file.
  enrolInFull(name: string, known: Record<string, string>): Person {
    const number = `${name}-${process.pid}-${(this.enrolled += 1)}`;
    const [columns, cells] = [Object.keys(known), Object.values(known)].map((all) => all.join(","));
    const file = this.file("enrolment", `study_number,${columns}\n${number},${cells}\n`);
    run(["enrol"], this.data, ["--study", this.key, file]);
    return { number, link: this.link(number, this.wave) };
  }

  /// Several people at once, of all of whom the same is known: a row for each, by column, with a first name.
  enrolTogether(people: Record<string, string>[]): Person[] {
    const columns = Object.keys(people[0]!);
    const numbers = people.map((known) => `${known.first_name}-${process.pid}-${(this.enrolled += 1)}`);
    const rows = people.map((known, at) => [numbers[at], ...columns.map((column) => known[column])].join(","));
    const file = this.file("enrolment", [["study_number", ...columns].join(","), ...rows, ""].join("\n"));
    run(["enrol"], this.data, ["--study", this.key, file]);
    return numbers.map((number) => ({ number, link: this.link(number, this.wave) }));
  }

  /// What the audit says was done, oldest first, as far as `--person NUMBER` or `--action WORDS` finds it.
  audit(by: "--person" | "--action", words: string): string[] {
    const lines = run(["audit", "list"], this.data, [by, words]).trim().split("\n");
    return lines.map((line) => line.split("\t")[3] ?? "").reverse();
  }

  /// What `audit verify` says of the chain.
  verify(): string {
    return run(["audit", "verify"], this.data, []);
  }

  /// Which of these words stand in the clear in which file of the stores.
  rawFilesWith(words: string[]): string[] {
    const files = readdirSync(this.data).filter((name) => /\.db/.test(name));
    expect(files.length).toBeGreaterThan(2);
    return files.flatMap((name) => {
      const bytes = readFileSync(join(this.data, name));
      return words.filter((word) => bytes.includes(word)).map((word) => `${word} in ${name}`);
    });
  }

  /// Allocates somebody who has sent the baseline, so that their later waves open.
  allocate({ number }: Person, arm: "T" | "C", daysAgo: number): void {
    const on = new Date(Date.now() - daysAgo * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const rows = `study_number,arm,randomised_on\n${number},${arm},${on}\n`;
    run(["allocate"], this.data, ["--study", this.key, this.file("allocation", rows)]);
  }

  link(number: string, wave: string): string {
    const words = ["--study", this.key, "--participant", number, "--wave", wave];
    return this.address + new URL(run(["link"], this.data, words).trim()).pathname;
  }

  /// The short link, as it stands in a text message.
  shortLink(number: string, wave: string): string {
    const words = ["--study", this.key, "--participant", number, "--wave", wave, "--short"];
    return this.address + new URL(run(["link"], this.data, words).trim()).pathname;
  }

  /// The link of somebody who is invited to the staff site.
  invite(email: string, role: string, ...where: string[]): string {
    const link = run(["staff", "invite"], this.data, [email, "--role", role, ...where]);
    return this.address + new URL(link.trim()).pathname;
  }

  /// What the program says it answers.
  openapi(): string {
    return execFileSync(binary(), ["openapi"], { encoding: "utf8" });
  }

  /// Takes somebody's access to the staff site away.
  remove(email: string): void {
    run(["staff", "remove"], this.data, [email]);
  }

  /// Gives participants to an interviewer.
  assign(email: string, ...numbers: string[]): void {
    run(["staff", "assign"], this.data, [email, "--study", this.key, ...numbers]);
  }

  /// People are rung at any hour of any day, whenever a test happens to run.
  ringAtAnyHour(): void {
    const open = 'weekdays = { from = "00:00", to = "23:59" }\nsaturday = { from = "00:00", to = "23:59" }\n';
    const always = `${open}sunday = { from = "00:00", to = "23:59" }\non_holidays = true\n`;
    const file = join(this.folder, "rules.toml");
    writeFileSync(file, `[hours]\n${always}\n[appointments]\n${always}`);
    run(["calls", "rules", "set"], this.data, ["--study", this.key, file, "--reason", "Tests run at night"]);
  }

  /// Erases somebody's name, answers or both, as somebody who asked for it in writing.
  erase(number: string, what: string): void {
    run(["erase"], this.data, ["--study", this.key, "--participant", number, "--what", what]);
  }

  /// What was sent so far, as the files of the outbox have it.
  mails(): string[] {
    const outbox = join(this.data, "outbox");
    if (!existsSync(outbox)) return [];
    const files = readdirSync(outbox).filter((name) => name.endsWith(".eml"));
    return files.sort().map((name) => readFileSync(join(outbox, name), "utf8"));
  }

  /// The tasks that `throughline tasks` prints, a line each.
  tasks(): string[] {
    return run(["tasks"], this.data, ["--study", this.key]).split("\n").filter(Boolean);
  }

  /// The linked dataset as it is now.
  export(): Dataset {
    const out = join(mkdtempSync(join(this.folder, "export-")), "dataset");
    run(["export"], this.data, ["--study", this.key, "--out", out]);
    return Dataset.read(out);
  }

  async close(): Promise<void> {
    await this.end("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  /// Somebody who answers alerts, and has chosen a password.
  private async letIn(email: string, name: string): Promise<void> {
    const link = this.invite(email, "safeguarding-lead", "--study", this.key);
    const body = new URLSearchParams({ name, new: PASSWORD, again: PASSWORD });
    const { status } = await fetch(link, { method: "POST", body, redirect: "manual" });
    expect(status).toBe(303);
  }

  private get data(): string {
    return join(this.folder, "data");
  }

  private file(name: string, rows: string): string {
    const file = join(this.folder, `${name}.csv`);
    writeFileSync(file, rows);
    return file;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return;
    const gone = new Promise((ended) => this.server.once("exit", ended));
    this.server.kill(signal);
    await gone;
  }
}

function binary(): string {
  const named = process.env.THROUGHLINE_BIN;
  if (!named) throw new Error("THROUGHLINE_BIN names the program; run `cargo xtask end2end`");
  return named;
}

/// A command may be two words; its options come after both.
function run(command: string[], data: string, words: string[]): string {
  const all = [...command, "--data-dir", data, ...words];
  return execFileSync(binary(), all, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

async function serve(data: string, port: number, settings: string[]): Promise<ChildProcess> {
  const address = `127.0.0.1:${port}`;
  const words = ["serve", "--data-dir", data, "--listen", address, ...settings];
  const server = start(binary(), words);
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error("the program ended before it could be reached");
    const ready = await fetch(`http://${address}/livez`).then((answer) => answer.ok, () => false);
    if (ready) return server;
    await new Promise((soon) => setTimeout(soon, 20));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/// `inUrdu` has an Urdu word before the English: it shows where a translation stands, and is none.
type Studies = { study: Study; lantern: Study; inUrdu: Study };

/// `anna` is new in the study, and the team does not know her birthday.
export const test = base.extend<{ anna: Person; quiet: void }, Studies>({
  study: [
    async ({}, use) => {
      const study = await Study.open();
      try {
        await use(study);
      } finally {
        await study.close();
      }
    },
    { scope: "worker" },
  ],
  lantern: [
    async ({}, use) => {
      const lantern = await Study.lantern();
      try {
        await use(lantern);
      } finally {
        await lantern.close();
      }
    },
    { scope: "worker" },
  ],
  inUrdu: [
    async ({}, use) => {
      const study = await Study.translated("ur");
      try {
        await use(study);
      } finally {
        await study.close();
      }
    },
    { scope: "worker" },
  ],
  anna: async ({ study }, use) => {
    await use(study.enrol("Anna"));
  },
  // No script of ours fails, and no page asks for what its own policy forbids.
  quiet: [
    async ({ page }, use) => {
      const said: string[] = [];
      page.on("pageerror", (error) => {
        // A script that never came is what some specs are about.
        if (!/Failed to fetch/.test(error.message)) said.push(error.message);
      });
      page.on("console", (line) => {
        if (/panicked|Content Security Policy|hydrat/i.test(line.text())) said.push(line.text());
      });
      await use();
      expect(said).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
