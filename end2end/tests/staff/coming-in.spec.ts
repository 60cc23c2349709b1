// Staff come in: invited, with a password, with codes on a phone.
import { inspect } from "../support/inspection";
import { choosePassword, code, setUpCodes, signIn, signOut, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

test("an administrator accepts, sets up codes, signs out and comes back", async ({
  page,
  study,
}, info) => {
  const email = `ada-${mark(info)}@example.org`;
  const link = study.invite(email, "administrator");

  await page.goto(link);
  await inspect(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("link", { name: "Write your name" })).toBeVisible();
  await inspect(page);
  await choosePassword(page, link, "Ada Invented");
  await expect(heading(page)).toHaveText("Set up codes on your phone");
  await inspect(page);
  const letters = await setUpCodes(page);
  await inspect(page);
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(heading(page)).toHaveText("Hello, Ada Invented");
  await inspect(page);
  await signOut(page);
  await inspect(page);

  await signIn(page, study.address, email);
  await expect(heading(page)).toHaveText("Write the code from your app");
  await inspect(page);
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("That code is not right").first()).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(code(letters, 1));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(heading(page)).toHaveText("Hello, Ada Invented");
  await page.goto(link);
  await expect(heading(page)).toHaveText("This invitation does not work");
  await inspect(page);
});

test("an administrator invites an evaluator, who sees what is theirs and no more", async ({
  page,
  browser,
  study,
}, info) => {
  const own = mark(info);
  await choosePassword(page, study.invite(`bea-${own}@example.org`, "administrator"), "Bea Invented");
  await setUpCodes(page);
  await page.getByRole("link", { name: "Staff", exact: true }).click();
  await inspect(page);
  await page.getByLabel("Email address").fill(`eve-${own}@example.org`);
  await page.getByLabel("Role").selectOption("evaluator");
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByRole("link", { name: "Choose the study" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Study").selectOption("bridgeway");
  await page.getByRole("button", { name: "Invite" }).click();
  const link = new URL(await page.locator("code").innerText());
  await inspect(page);

  const other = await browser.newContext({
    javaScriptEnabled: info.project.use.javaScriptEnabled ?? true,
  });
  const eve = await other.newPage();
  await choosePassword(eve, study.address + link.pathname, "Evadne Invented");
  await expect(heading(eve)).toHaveText("Hello, Evadne Invented");
  await inspect(eve);
  const refused = await eve.goto(`${study.address}/staff/people`);
  expect(refused?.status()).toBe(403);
  await expect(heading(eve)).toHaveText("You cannot open that page");
  await inspect(eve);
  await eve.goto(`${study.address}/staff/account`);
  await inspect(eve);

  await page.goto(`${study.address}/staff/people`);
  await page.getByRole("link", { name: "Evadne Invented" }).click();
  await inspect(page);
  await page.getByLabel("Yes, take away all of it").check();
  await page.getByRole("button", { name: "Take away access" }).click();
  await expect(page.getByText("They can no longer come in.")).toBeVisible();
  await eve.reload();
  await expect(heading(eve)).toHaveText("Sign in");
  await other.close();
});

test("somebody who is not signed in finds the way in, and a wrong password says so", async ({
  page,
  study,
}) => {
  await page.goto(`${study.address}/staff/people`);
  await expect(heading(page)).toHaveText("Sign in");
  await inspect(page);
  await signIn(page, study.address, "nobody@example.org");
  await expect(page.getByRole("link", { name: /not right/ })).toBeVisible();
  await inspect(page);
});
