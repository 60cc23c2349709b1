// What is overseen: messages, refused deletions, and the audit with its chain.
import { inspect } from "../support/inspection";
import { choosePassword, comeIn, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

test("a data manager sees messages and refused deletions, and no participant", async ({
  page,
  study,
}, info) => {
  const email = `dan-${mark(info)}@example.org`;
  await comeIn(page, study.invite(email, "data-manager", "--study", "bridgeway"), "Dan");
  await page.getByRole("link", { name: /Messages: what was sent/ }).click();
  await expect(heading(page)).toHaveText("Messages");
  await inspect(page);
  await page.goto(`${study.address}/staff`);
  await page.getByRole("link", { name: /Refused deletions/ }).click();
  await expect(page.getByText("No wish to have answers deleted was refused.")).toBeVisible();
  await inspect(page);

  const refused = await page.goto(`${study.address}/staff/bridgeway/participants/1`);
  expect(refused?.status()).toBe(403);
});

test("an administrator searches the audit and checks its chain", async ({ page, study }, info) => {
  await comeIn(page, study.invite(`aya-${mark(info)}@example.org`, "administrator"), "Aya");
  await page.getByRole("link", { name: /Audit: what was done/ }).click();
  await expect(page.getByRole("table", { name: "Newest first" })).toBeVisible();
  await inspect(page);

  await page.locator("summary").click();
  await page.getByLabel("What was done").fill("second factor");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("cell", { name: "second factor set up" }).first()).toBeVisible();
  await expect(page.getByRole("cell", { name: "study loaded" })).toHaveCount(0);
  await inspect(page);

  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByRole("heading", { name: "The chain is whole" })).toBeVisible();
  await inspect(page);
});

test("whoever checks the chain again and again is told how long to wait, and reads on meanwhile", async ({
  page,
  study,
}, info) => {
  await comeIn(page, study.invite(`bea-${mark(info)}@example.org`, "administrator"), "Bea");
  await page.goto(`${study.address}/staff/audit`);
  for (let check = 0; check < 6; check += 1) {
    await page.getByRole("button", { name: "Check the chain" }).click();
    await expect(page.getByRole("heading", { name: "The chain is whole" })).toBeVisible();
  }

  await page.getByRole("button", { name: "Check the chain" }).click();

  await expect(page.getByText(/You have checked the chain often.* Wait 10 minutes/)).toBeVisible();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByRole("table", { name: "Newest first" })).toBeVisible();
  await inspect(page);
});

test("an evaluator reads which instruments there are, and which of them need a licence", async ({
  page,
  study,
}, info) => {
  const email = `eve-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve");
  await page.goto(`${study.address}/staff`);

  await page.getByRole("link", { name: /Instruments and licences: which there are/ }).click();

  await expect(heading(page)).toHaveText("Instruments and licences");
  const all = page.getByRole("table", { name: "Every instrument" });
  await expect(all.getByRole("row", { name: /SWEMWBS/ })).toContainText("none on record");
  await expect(all.getByRole("row", { name: /PHQ-9/ })).toContainText("Come with the program");
  await inspect(page);
});

test("an evaluator brings the words of a scale, mends them, and records the licence", async ({
  page,
  study,
}, info) => {
  const email = `ina-${mark(info)}@example.org`;
  await comeIn(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Ina");
  await page.getByRole("link", { name: /Instruments and licences/ }).click();
  await expect(page.getByRole("table", { name: "Every instrument" })).toBeVisible();
  await inspect(page);
  await page.getByRole("link", { name: "BRS", exact: true }).first().click();
  await expect(heading(page)).toHaveText("BRS");
  await inspect(page);

  const words = page.getByLabel("Text of the words");
  const head = 'instrument = "brs"\nlanguage = "en-GB"\n';
  await words.fill(`${head}version = ""\n`);
  await page.getByLabel("Held by").fill("");
  await page.getByRole("button", { name: "Record them" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("“version” has no words");
  await expect(summary).toContainText("a text pack needs “items”");
  await expect(summary).toContainText("The licence needs a reference");
  await expect(summary).toContainText("Say that you have held the words against the owner's");
  await inspect(page);

  const options = [1, 2, 3, 4, 5].map((value) => `{ value = ${value}, label = "Invented ${value}" }`);
  const items = [1, 2, 3, 4, 5, 6].map((item) => `"Invented sentence ${item}"`);
  await words.fill(
    `${head}version = "invented"\noptions = [${options.join(", ")}]\nitems = [${items.join(", ")}]\n`,
  );
  await page.getByLabel("Reference").fill(`B-${mark(info)}`);
  await page.getByLabel("Held by").fill("Example Trust");
  await page.getByLabel("For which languages").fill("en-GB");
  await page.getByLabel("I have held the words against the owner's").check();
  await page.getByRole("button", { name: "Record them" }).click();

  await expect(page.getByRole("status")).toContainText("Recorded.");
  await expect(page.getByRole("cell", { name: `B-${mark(info)}` })).toBeVisible();
  await inspect(page);
});
