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

  await page.getByRole("link", { name: /Instruments: which there are/ }).click();

  await expect(heading(page)).toHaveText("Instruments");
  await expect(page.getByText("No licence is on record.")).toBeVisible();
  const all = page.getByRole("table", { name: "Every instrument" });
  await expect(all.getByRole("row", { name: /SWEMWBS/ })).toContainText("none on record");
  await expect(all.getByRole("row", { name: /PHQ-9/ })).toContainText("Come with the program");
  await inspect(page);
});
