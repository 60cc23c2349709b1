// An organisation's sign-in beside the site, and somebody who signs in there.
import type { Page } from "@playwright/test";
import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { start } from "./running";
import { freePort, Study } from "./study";

export const BUTTON = "Sign in with Example Council";

export class Organisation {
  private constructor(
    readonly study: Study,
    private readonly provider: ChildProcess | undefined,
  ) {}

  /// A site where staff may come in by a real provider, or by a password.
  static async open(): Promise<Organisation> {
    let provider: ChildProcess | undefined;
    const study = await Study.with(async (site) => {
      const port = await freePort();
      provider = await serve(port, site);
      return settings(port, "");
    });
    return new Organisation(study, provider);
  }

  /// A site where staff have to come in by a provider, which does not answer.
  static async away(): Promise<Organisation> {
    const study = await Study.with(async () => settings(await freePort(), "required = true"));
    return new Organisation(study, undefined);
  }

  async close(): Promise<void> {
    this.provider?.kill();
    await this.study.close();
  }
}

function settings(port: number, more: string): string {
  const secret = join(tmpdir(), `throughline-end2end-secret-${process.pid}`);
  writeFileSync(secret, "a-secret-for-tests\n");
  return `[single_sign_on]
issuer = "http://localhost:${port}"
client_id = "throughline"
client_secret_file = "${secret}"
label = "${BUTTON}"
email_domains = ["example.org"]
second_factor = ["mfa"]
${more}
`;
}

async function serve(port: number, site: string): Promise<ChildProcess> {
  const script = join(__dirname, "../../provider.mjs");
  const provider = start(process.execPath, [script, String(port), site]);
  for (;;) {
    if (provider.exitCode !== null) throw new Error("the provider ended before it could be reached");
    const there = `http://localhost:${port}/.well-known/openid-configuration`;
    const status = await fetch(there).then((answer) => answer.status, () => 0);
    if (status === 200) return provider;
    if (status !== 0) throw new Error(`the provider describes itself with ${status}`);
    await new Promise((soon) => setTimeout(soon, 20));
  }
}

/// Presses the button and signs in at the provider, which behaves as `words` say. Where the browser comes
/// back to, it is sent on at once.
export async function signOn(page: Page, site: string, email: string, words = ""): Promise<void> {
  await page.goto(`${site}/staff/sign-in`);
  await goToOrganisation(page);
  await page.getByPlaceholder("Enter any login").fill(`${email} ${words}`.trim());
  await page.getByPlaceholder("and password").fill("the provider takes any");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

/// Presses the button. The provider's page wants letters from elsewhere, and is read without.
export async function goToOrganisation(page: Page): Promise<void> {
  await page.route(/fonts\.googleapis\.com/, (route) => route.abort());
  await page.getByRole("link", { name: BUTTON }).click();
}
