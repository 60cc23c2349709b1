// Anything that HTTP can carry, sent to every address that the program says it answers. The scanner is
// schemathesis, which makes up requests from the OpenAPI document that `throughline openapi` prints.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { CONSENT, post } from "../support/answers";
import { choosePassword, setUpCodes, mark } from "../support/staff";
import { expect, test, type Study } from "../support/study";

/// Nothing is our fault, and each answer is one that the document promises.
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "unsupported_method",
  "allow_header_conformance",
];

type Visitor = {
  /// What stands in the place of `{token}`.
  token: string;
  cookie?: string;
  /// Addresses, as a regular expression.
  where: string;
  /// Addresses that would end the visit.
  except?: string;
};

test("a stranger sends anything to every address", async ({ study }) => {
  await scan(study, { token: "0".repeat(26), where: "^/" });
});

test("somebody with a link sends anything to every address below it", async ({ page, anna, study }) => {
  await post(page, `${anna.link}/consent`, CONSENT);
  const token = anna.link.split("/").pop() ?? "";
  await scan(study, { token, cookie: await cookies(page), where: "^/r/" });
});

test("an administrator sends anything to every address of staff", async ({ page, study }, info) => {
  const email = `sam-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "administrator"), "Sam Invented");
  await setUpCodes(page);
  await scan(study, {
    token: "0".repeat(26),
    cookie: await cookies(page),
    where: "^/staff",
    except: "sign-out|sign-in|account/sessions|/sessions$",
  });
  await page.goto(`${study.address}/staff`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Sam Invented");
});

async function cookies(page: Page): Promise<string> {
  const all = await page.context().cookies();
  return all.map(({ name, value }) => `${name}=${value}`).join("; ");
}

async function scan(study: Study, visitor: Visitor): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "throughline-scan-"));
  const [document, settings] = [join(folder, "openapi.json"), join(folder, "settings.toml")];
  writeFileSync(document, study.openapi());
  writeFileSync(
    settings,
    `[parameters]\n"path.token" = "${visitor.token}"\n"path.study" = "bridgeway"\n"path.page" = "sex"\n`,
  );
  const words = ["--config-file", settings, "run", document, "--url", study.address];
  words.push("--checks", CHECKS.join(","), "--include-path-regex", visitor.where);
  words.push("--phases", "examples,coverage,fuzzing", "--max-examples", "12", "--seed", "1");
  // With more workers Python 3.11 may lose count of its own depth while the scanner reads its source.
  words.push("--no-shrink", "--workers", "1", "--warnings", "off", "--request-timeout", "20");
  // The address may be followed to a page of the same site; where it leads is looked at elsewhere.
  words.push("--max-redirects", "0", "--no-color");
  if (visitor.except) words.push("--exclude-path-regex", visitor.except);
  if (visitor.cookie) words.push("--header", `Cookie: ${visitor.cookie}`);
  const { code, said } = await finished(scanner(), words, folder);
  const failures = said.slice(Math.max(said.indexOf("FAILURES"), 0));
  const tested = Number(/(\d+) generated/.exec(said)?.[1] ?? 0);
  expect(code, failures).toBe(0);
  expect(tested, failures).toBeGreaterThan(100);
  rmSync(folder, { recursive: true, force: true });
}

function scanner(): string {
  const named = process.env.THROUGHLINE_SCANNER;
  if (!named) throw new Error("THROUGHLINE_SCANNER names schemathesis; run `cargo xtask end2end`");
  return named;
}

function finished(
  program: string,
  words: string[],
  folder: string,
): Promise<{ code: number | null; said: string }> {
  return new Promise((done, failed) => {
    // Without a terminal's moving pictures.
    const env = { ...process.env, TERM: "dumb" };
    const running = spawn(program, words, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [running.stdout, running.stderr]) {
      stream.on("data", (bytes: Buffer) => (said += bytes.toString()));
    }
    running.on("error", failed);
    running.on("close", (code) => done({ code, said }));
  });
}
