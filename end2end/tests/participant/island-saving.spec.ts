import { arriveAt } from "../support/answers";
import { whenAwake } from "../support/awake";
import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { choose, goOn, heading, tick } from "../support/ways";

test("an answer is saved as it is given", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/sex");
  await whenAwake(page);
  await choose("Female")(page);
  await expect(page.getByRole("status")).toHaveText("Saved");
  await page.goto(`${anna.link}/q/sex`);
  await expect(page.getByRole("radio", { name: "Female" })).toBeChecked();
});

test("what is written is saved after a pause, half done or not", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/hours");
  await whenAwake(page);
  await page.getByRole("textbox").pressSequentially("37,");
  await expect(page.getByRole("status")).toHaveText("Saved");
  await page.reload();
  await expect(page.getByRole("textbox")).toHaveValue("37,");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("an answer taken back is taken back", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/benefit");
  await whenAwake(page);
  await tick("Housing Benefit", "Universal Credit")(page);
  await expect(page.getByRole("status")).toHaveText("Saved");
  await page.getByRole("checkbox", { name: "Housing Benefit" }).uncheck();
  await expect(page.getByRole("status")).toHaveText("Saved");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(1, { timeout: 500 });
  }).toPass();
});

test("leaving the page in the middle of a word keeps what was written", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/hours");
  await whenAwake(page);
  await page.getByRole("textbox").fill("12.5");
  await page.getByRole("contentinfo").getByRole("link", { name: "Get help now" }).click();
  await expect(heading(page)).toHaveText("Get help now");
  await expect(async () => {
    await page.goto(`${anna.link}/q/hours`);
    await expect(page.getByRole("textbox")).toHaveValue("12.5", { timeout: 500 });
  }).toPass();
});

test("while the program cannot be reached it is said, Continue waits, and it goes on by itself", async ({
  page,
  study,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/ethgrp");
  await whenAwake(page);
  await study.goAway();
  await choose("Asian or Asian British")(page);
  await expect(page.getByRole("status")).toHaveText(/^No connection\. Your answers are kept/);
  await inspect(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("status")).toHaveText(/^We cannot go on without a connection/);
  await expect(heading(page)).toHaveText("What is your ethnic group?");

  await study.comeBack();
  await expect(heading(page)).toHaveText(/^Which one best describes your Asian/, { timeout: 20_000 });
});

test("Continue waits for the program also when everything had been saved before it went", async ({
  page,
  study,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/ethgrp");
  await whenAwake(page);
  await choose("White")(page);
  await expect(page.getByRole("status")).toHaveText("Saved");
  await study.goAway();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("status")).toHaveText(/^We cannot go on without a connection/);

  await study.comeBack();
  await expect(heading(page)).toHaveText(/^Which one best describes your White/, { timeout: 20_000 });
});

test("without a network Continue waits, and the answer is saved when it is back", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/tenure");
  await whenAwake(page);
  await page.context().setOffline(true);
  await choose("Rents")(page);
  await expect(page.getByRole("status")).toHaveText(/^No connection/);
  await page.context().setOffline(false);
  await expect(page.getByRole("status")).toHaveText("Saved", { timeout: 20_000 });
  await goOn(page);
  await expect(heading(page)).toHaveText("Who is your landlord?");
});
