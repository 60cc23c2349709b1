// Somebody is at their survey on the web while an interviewer asks them, and somebody else answers for them. Plain forms.
import type { Page, TestInfo } from "@playwright/test";

import { arriveAt, post } from "../support/answers";
import { inspect } from "../support/inspection";
import { comeIn, mark } from "../support/staff";
import { expect, type Person, test, type Study } from "../support/study";
import { heading } from "../support/ways";

/// An interviewer has Ben on the line, and is about to begin.
async function onTheLine(page: Page, study: Study, ben: Person, info: TestInfo): Promise<string> {
  const email = `ivy-online-${mark(info)}@example.org`;
  await comeIn(page, study.invite(email, "interviewer", "--study", "bridgeway"), "Ivy Invented");
  study.assign(email, ben.number);
  await page.getByRole("link", { name: /Participants: find/ }).click();
  await page.getByRole("link", { name: ben.number }).click();
  await page.getByRole("link", { name: "Interview them by telephone: Baseline" }).click();
  await page.getByLabel("Day").fill("14");
  await page.getByLabel("Month").fill("3");
  await page.getByRole("button", { name: "It is them" }).click();
  await expect(page.getByText(/I am calling from/)).toBeVisible();
  return page.url();
}

test("what Ben passes by on the web during the call is asked all the same", async ({ page, browser, study }, info) => {
  const ben = study.enrolInFull("Ben", { first_name: "Ben", dob: "1987-03-14" });
  const phone = await (await browser.newContext()).newPage();
  await arriveAt(phone, ben.link, "q/ons4");
  const front = await onTheLine(page, study, ben, info);
  await expect(page.getByText("They also answer on the web")).toBeVisible();
  await page.getByRole("button", { name: "Go on where they stopped" }).click();
  await expect(page.getByRole("group", { name: /satisfied/ })).toBeVisible();

  let at = `${ben.link}/q/ons4`;
  for (let tries = 0; tries < 20 && at !== `${ben.link}/answers`; tries += 1) at = await post(phone, at, {});
  expect(at).toBe(`${ben.link}/answers`);
  for (const question of ["satisfied", "worthwhile", "happy", "anxious"]) {
    await page.getByRole("group", { name: new RegExp(question) }).getByRole("radio", { name: "6", exact: true }).check();
  }
  await page.getByRole("button", { name: "Save and next" }).click();

  await expect(page.getByRole("group", { name: /companionship/ })).toBeVisible();
  await page.goto(`${front}/review`);
  await expect(heading(page)).toHaveText("Read the answers back");
  await expect(page.getByText("They also answer on the web")).toBeVisible();
  await inspect(page);
  await page.getByRole("link", { name: "Go to the first question without an answer" }).click();
  await expect(page.getByRole("group", { name: /companionship/ })).toBeVisible();
  await phone.context().close();
});

test("each page says that somebody else answers, who is asked nothing that only Ben can judge", async ({ page, browser, study }, info) => {
  const ben = study.enrolInFull("Ben", { first_name: "Ben", dob: "1987-03-14" });
  const phone = await (await browser.newContext()).newPage();
  await arriveAt(phone, ben.link, "q/barrier");
  await phone.context().close();
  const front = await onTheLine(page, study, ben, info);
  await page.getByText("If somebody else answers for them", { exact: true }).click();
  await expect(page.getByText(/You answer for Ben, as far as you know/)).toBeVisible();
  await page.getByLabel("Somebody else for them").check();
  await page.getByLabel(/who are they\?/).selectOption("partner");
  await page.getByLabel(/why do they not answer/).selectOption("ill");
  await inspect(page);
  await page.getByRole("button", { name: "Go on where they stopped" }).click();

  await expect(page.getByText("Somebody else answers for them.")).toBeVisible();
  await expect(page.getByText("make it hard for you")).toHaveCount(0);
  await inspect(page);
  await page.goto(front);
  await expect(page.getByText("Somebody else answers for them.")).toBeVisible();
});
