// Staff come in by the sign-in of their organisation: a real OpenID provider, which can be told to
// vouch for the wrong person, in the wrong way or for somebody else.
import type { Browser, Page, TestInfo } from "@playwright/test";

import { inspect } from "../support/inspection";
import { BUTTON, goToOrganisation, Organisation, signOn } from "../support/provider";
import { choosePassword, setUpCodes, signIn, signOut } from "../support/staff";
import { expect, test as base } from "../support/study";
import { heading } from "../support/ways";

const test = base.extend<object, { organisation: Organisation; away: Organisation }>({
  organisation: [
    async ({}, use) => {
      const organisation = await Organisation.open();
      await use(organisation);
      await organisation.close();
    },
    { scope: "worker" },
  ],
  away: [
    async ({}, use) => {
      const away = await Organisation.away();
      await use(away);
      await away.close();
    },
    { scope: "worker" },
  ],
});

/// Nobody else in this run has this address.
function address(name: string, info: TestInfo): string {
  return `${name}-${info.project.name.replace(" ", "-")}-${info.workerIndex}-${info.line}@example.org`;
}

async function another(browser: Browser, info: TestInfo): Promise<Page> {
  const scripts = info.project.use.javaScriptEnabled ?? true;
  return (await browser.newContext({ javaScriptEnabled: scripts })).newPage();
}

const EVALUATOR = ["evaluator", "--study", "bridgeway"] as const;

test("an evaluator who was invited comes in without a password, and again after signing out", async ({
  page,
  organisation: { study },
}, info) => {
  const eve = address("eve", info);
  const link = study.invite(eve, ...EVALUATOR);
  await page.goto(link);
  await inspect(page);
  await page.goto(`${study.address}/staff/sign-in`);
  await inspect(page);

  await signOn(page, study.address, eve);

  await expect(heading(page)).toHaveText("Hello, Ada Invented");
  expect(page.url()).toBe(`${study.address}/staff`);
  await page.getByRole("link", { name: /My account/ }).click();
  await expect(page.getByText("It keeps your password")).toBeVisible();
  await inspect(page);
  await signOut(page);
  await page.getByRole("link", { name: BUTTON }).click();
  await expect(heading(page)).toHaveText("Hello, Ada Invented");
  await page.goto(link);
  await expect(heading(page)).toHaveText("This invitation does not work");
});

test("an administrator owes codes unless the organisation asked for a second factor", async ({
  page,
  browser,
  organisation: { study },
}, info) => {
  const ada = address("ada", info);
  study.invite(ada, "administrator");

  await signOn(page, study.address, ada);
  await setUpCodes(page);
  await page.goto(`${study.address}/staff/people`);
  await expect(heading(page)).toHaveText("Staff");

  const other = await another(browser, info);
  await signOn(other, study.address, ada);
  await expect(heading(other)).toHaveText("Write the code from your app");
  const third = await another(browser, info);
  await signOn(third, study.address, ada, "with-code");
  await expect(heading(third)).toHaveText("Hello, Ada Invented");
});

test("an address that is not in the answer is asked for", async ({
  page,
  organisation: { study },
}, info) => {
  const eve = address("eve", info);
  study.invite(eve, ...EVALUATOR);

  await signOn(page, study.address, eve, "no-address");

  await expect(heading(page)).toHaveText("Hello, Ada Invented no-address");
});

test("a changed address changes nothing, and whoever has the old one now is somebody else", async ({
  page,
  browser,
  organisation: { study },
}, info) => {
  const eve = address("eve", info);
  study.invite(eve, ...EVALUATOR);
  await signOn(page, study.address, eve);
  await expect(heading(page)).toHaveText("Hello, Ada Invented");

  const married = await another(browser, info);
  await signOn(married, study.address, eve, `now other-${eve}`);
  await expect(heading(married)).toHaveText("Hello, Ada Invented");
  const namesake = await another(browser, info);
  await signOn(namesake, study.address, `new-${eve}`, `now ${eve}`);
  await expect(heading(namesake)).toHaveText("There is no account for you here");
});

test("whom nobody invited, whose address was not checked and who is of another domain is told so", async ({
  browser,
  organisation: { study },
}, info) => {
  const eve = address("eve", info);
  study.invite(eve, ...EVALUATOR);
  const refused: [string, string, string][] = [
    [`nobody-${eve}`, "", "There is no account for you here"],
    [eve, "unchecked", "Your organisation did not confirm your email address"],
    [eve, "now eve@example.net", "There is no account for you here"],
  ];
  for (const [email, words, said] of refused) {
    const page = await another(browser, info);
    await signOn(page, study.address, email, words);
    await expect(heading(page)).toHaveText(said);
    await inspect(page);
    await page.goto(`${study.address}/staff`);
    await expect(heading(page)).toHaveText("Sign in");
  }
});

for (const wrong of [
  "another-audience",
  "another-party",
  "another-nonce",
  "another-issuer",
  "another-key",
  "no-signature",
  "too-old",
]) {
  test(`an answer with ${wrong.replace("-", " ")} lets nobody in`, async ({
    page,
    organisation: { study },
  }, info) => {
    const eve = address("eve", info);
    study.invite(eve, ...EVALUATOR);

    await signOn(page, study.address, eve, wrong);

    await expect(heading(page)).toHaveText("That sign-in did not work");
    await page.goto(`${study.address}/staff`);
    await expect(heading(page)).toHaveText("Sign in");
  });
}

test("an answer works once, in the browser that asked for it, and only for what it asked", async ({
  page,
  browser,
  organisation: { study },
}, info) => {
  const eve = address("eve", info);
  study.invite(eve, ...EVALUATOR);
  await signOn(page, study.address, eve, "held");
  const answer = (await page.getByRole("link", { name: "Go back" }).getAttribute("href"))!;
  const kept = await page.context().cookies();

  const stranger = await another(browser, info);
  await stranger.goto(answer);
  await expect(heading(stranger)).toHaveText("That sign-in did not work");
  await inspect(stranger);
  await stranger.goto(`${study.address}/staff/single-sign-on`);
  await stranger.goto(answer);
  await expect(heading(stranger)).toHaveText("That sign-in did not work");

  await page.goto(answer.replace(/state=\w{8}/, "state=00000000"));
  await expect(heading(page)).toHaveText("That sign-in did not work");
  await page.context().addCookies(kept);
  await page.goto(answer);
  await expect(heading(page)).toHaveText("Hello, Ada Invented held");

  // Whoever copied everything that the browser had still comes too late.
  const thief = await another(browser, info);
  await thief.context().addCookies(kept);
  await thief.goto(answer);
  await expect(heading(thief)).toHaveText("That sign-in did not work");
});

test("a session that somebody else chose is not the one that comes in", async ({
  page,
  organisation: { study },
}, info) => {
  const eve = address("eve", info);
  study.invite(eve, ...EVALUATOR);
  const chosen = "a".repeat(64);
  await page.context().addCookies([{ name: "tl-staff-session", value: chosen, url: study.address }]);

  await signOn(page, study.address, eve);

  await expect(heading(page)).toHaveText("Hello, Ada Invented");
  const cookies = await page.context().cookies(study.address);
  const session = cookies.find(({ name }) => name === "tl-staff-session");
  expect(session?.value).not.toBe(chosen);
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(cookies.find(({ name }) => name === "tl-staff-sign-on")).toBeUndefined();
});

test("a link on another site signs in nobody whom the provider knows already", async ({
  page,
  organisation: { study },
}, info) => {
  const eve = address("eve", info);
  study.invite(eve, ...EVALUATOR);
  await signOn(page, study.address, eve);
  await signOut(page);
  const link = `<h1>A prize</h1><a href="${study.address}/staff/single-sign-on">Take it</a>`;
  await page.route("http://evil.example/", (route) =>
    route.fulfill({ contentType: "text/html", body: link }),
  );
  await page.goto("http://evil.example/");

  await page.getByRole("link", { name: "Take it" }).click();

  await expect(heading(page)).toHaveText("Sign in");
  expect(page.url()).toBe(`${study.address}/staff/sign-in`);
  await page.goto(`${study.address}/staff`);
  await expect(heading(page)).toHaveText("Sign in");
  await page.getByRole("link", { name: BUTTON }).click();
  await expect(heading(page)).toHaveText("Hello, Ada Invented");
});

test("whoever thinks better of it at the provider is back where they were", async ({
  page,
  organisation: { study },
}) => {
  await page.goto(`${study.address}/staff/sign-in`);
  await goToOrganisation(page);
  await page.getByRole("link", { name: /Cancel/ }).click();
  await expect(heading(page)).toHaveText("Sign in");
});

test("whose access was taken away is out at once, and does not come back in by it", async ({
  page,
  organisation: { study },
}, info) => {
  const eve = address("eve", info);
  study.invite(eve, ...EVALUATOR);
  await signOn(page, study.address, eve);
  await expect(heading(page)).toHaveText("Hello, Ada Invented");

  study.remove(eve);

  await page.reload();
  await expect(heading(page)).toHaveText("Sign in");
  await page.getByRole("link", { name: BUTTON }).click();
  await expect(heading(page)).toHaveText("There is no account for you here");
});

test("while the provider is away administrators come in by password, and nobody else does", async ({
  page,
  browser,
  away: { study },
}, info) => {
  const [ada, eve] = [address("ada", info), address("eve", info)];
  await page.goto(`${study.address}/staff/sign-in`);
  await inspect(page);
  await page.getByRole("link", { name: BUTTON }).click();
  await expect(heading(page)).toHaveText("We cannot reach your organisation's sign-in");
  await inspect(page);

  await page.goto(study.invite(eve, ...EVALUATOR));
  await expect(heading(page)).toHaveText("You are invited");
  await inspect(page);
  await choosePassword(page, study.invite(ada, "administrator"), "Ada Invented");
  await setUpCodes(page);
  await signOut(page);
  await page.getByText("Administrators can sign in with a password").click();
  await inspect(page);
  await signIn(page, study.address, ada, { opening: true });
  await expect(heading(page)).toHaveText("Write the code from your app");

  const other = await another(browser, info);
  await signIn(other, study.address, eve, { opening: true });
  await expect(other.getByRole("link", { name: /not right/ })).toBeVisible();
  await inspect(other);
});
