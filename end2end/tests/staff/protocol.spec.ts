// The protocol of a study: read in pictures and words, its messages filled in, and the next version written.
import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

test("an evaluator sees when each survey is open, and what people read", async ({ page, study }, info) => {
  const email = `eve-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve");
  await page.getByRole("link", { name: /Protocol: when each survey is open/ }).click();

  await expect(heading(page)).toHaveText(/^Protocol of /);
  await expect(page.getByRole("img", { name: /Days from randomisation\. Four months: Days 122 to 178/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Four months: contacts, in their order" })).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: /What people read/ }).click();
  await page.getByLabel("About which survey").selectOption({ label: "Exit" });
  await page.getByLabel("Which message").selectOption("invitation-text");
  await page.getByLabel("What they are called").fill("Siân");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText(/Hi Siân/)).toBeVisible();
  await expect(page.getByText(/in the wide alphabet/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "invitation", exact: true })).toHaveCount(0);
  await inspect(page);
});

test("a draft of the next version is kept with its faults, tells what it changes, and is thrown away", async ({ page, study }, info) => {
  const email = `eva-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eva");
  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  await expect(heading(page)).toHaveText(/^Next version/);
  await inspect(page);

  const own = page.getByLabel("protocol.toml", { exact: true });
  const text = await own.inputValue();
  await own.fill(text.replace('message = "why-it-matters"', 'message = "why-it-maters"'));
  await page.getByRole("button", { name: "Save the draft, and see what it changes" }).click();
  await expect(page.getByRole("heading", { name: "There is 1 fault" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Publish/ })).toHaveCount(0);
  await inspect(page);

  await page.goto(`${study.address}/staff/bridgeway/protocol`);
  await expect(page.getByText(/, by Eva$/)).toBeVisible();
  await page.getByRole("link", { name: "Go on with the draft of the next version" }).click();
  await expect(own).toHaveValue(/why-it-maters/);
  await own.fill(text.replace('key = "short-version"\nday = 35', 'key = "short-version"\nday = 36'));
  await page.getByRole("button", { name: "Save the draft, and see what it changes" }).click();
  const changed = page.getByRole("table", { name: "What changed" });
  await expect(changed.getByRole("cell", { name: "moved" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Publish, so that it holds" }).click();
  await expect(page.getByRole("link", { name: "Write why, for whoever reads it later" })).toBeVisible();
  await inspect(page);

  await page.getByText("Throw this draft away, or start again").click();
  await page.getByRole("button", { name: "Start again from version 1" }).click();
  await page.getByRole("link", { name: "Say that you mean it" }).click();
  await expect(page.getByLabel("I mean it: this draft may go")).toBeFocused();
  await inspect(page);
  await page.getByLabel("I mean it: this draft may go").check();
  await page.getByRole("button", { name: "Start again from version 1" }).click();
  await expect(page.getByText("The draft is thrown away.")).toBeVisible();
  await expect(own).toHaveValue(text);
});

test("an evaluator reads a version, with its files", async ({ page, study }, info) => {
  const email = `evi-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Evi");
  await page.goto(`${study.address}/staff/bridgeway/protocol`);
  await page.getByRole("link", { name: "Version 1", exact: true }).click();

  await expect(heading(page)).toHaveText(/, version 1$/);
  await expect(page.getByText("SHA-256")).toBeVisible();
  await inspect(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /Its files/ }).click();
  expect((await download).suggestedFilename()).toBe("protocol-bridgeway-1.zip");
});

test("an evaluator rehearses the protocol with invented people", async ({ page, study }, info) => {
  const email = `ewa-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Ewa");
  await page.goto(`${study.address}/staff/bridgeway/protocol`);
  await page.getByRole("link", { name: "Rehearse it with invented people" }).click();
  await expect(heading(page)).toHaveText(/^Rehearsal: protocol of /);
  await inspect(page);

  await page.getByLabel("How many people to invent").fill("none");
  await page.getByRole("button", { name: "Rehearse", exact: true }).click();
  await page.getByRole("link", { name: "Write a number from 1 to 50" }).click();
  await expect(page.getByLabel("How many people to invent")).toBeFocused();
  await inspect(page);

  await page.getByLabel("How many people to invent").fill("2");
  await page.getByRole("button", { name: "Rehearse", exact: true }).click();
  await expect(page.getByText("Every message is accounted for, and none was sent twice.")).toBeVisible();
  const first = page.getByRole("group").filter({ has: page.getByText(/: \d+ entries$/) }).first();
  await first.getByText(/entries$/).click();
  await expect(first.getByText(/invitation by email, sent/).first()).toBeVisible();
  await inspect(page);
});
