// Whoever interviews somebody learns in which arm they are on the page that needs it, and from nothing before.
import type { Page } from "@playwright/test";

import { arriveAt, laterWave } from "../support/answers";
import { inspect } from "../support/inspection";
import { Keyboard, withoutMouse } from "../support/keyboard";
import { comeIn, mark } from "../support/staff";
import { expect, test } from "../support/study";

/// What only people in one arm are asked, and what their arms are called.
const TELLING = /your employment specialist|services as usual|supfreq|supact|supend|pages\/specialist/i;

/// Everything that comes over the line from now on: addresses, where they lead, and what they hold.
function heardBy(page: Page): Promise<string>[] {
  const heard: Promise<string>[] = [];
  page.on("response", (answer) => {
    const head = `${answer.url()} ${answer.headers().location ?? ""}`;
    // An answer that only leads on has nothing in it.
    heard.push(answer.text().then((body) => `${head}\n${body}`, () => head));
  });
  return heard;
}

test("nothing says that Ben was helped by the programme before the page that asks about it", async ({ page, browser, study }, info) => {
  // His birthday is what he answered in the first survey.
  const ben = study.enrolInFull("Ben", { first_name: "Ben" });
  const phone = await (await browser.newContext()).newPage();
  const link = await laterWave(phone, study, ben, "exit");
  await arriveAt(phone, link, "q/supsat");
  await phone.context().close();
  const email = `ivo-arm-${mark(info)}@example.org`;
  await comeIn(page, study.invite(email, "interviewer", "--study", "bridgeway"), "Ivo Invented");
  study.assign(email, ben.number);
  const heard = heardBy(page);
  await page.goto(`${study.address}/staff/bridgeway/participants`);
  const told = await withoutMouse(page);
  const keys = new Keyboard(page);
  await page.reload();
  await keys.press(page.getByRole("link", { name: ben.number }));
  await keys.press(page.getByRole("link", { name: "Interview them by telephone: Exit" }));
  await keys.write(page.getByLabel("Day"), "14");
  await keys.write(page.getByLabel("Month"), "3");
  await page.keyboard.press("Enter");
  await keys.press(page.getByRole("button", { name: "Go on where they stopped" }));
  await expect(page.getByRole("group", { name: /how satisfied are you with the help/ })).toBeVisible();
  expect(await page.content()).not.toMatch(TELLING);
  for (const key of ["8", "Enter"]) await page.keyboard.press(key);
  await expect(page.getByRole("textbox", { name: /made the most difference/ })).toBeFocused();
  await page.keyboard.type("Somebody who listened");

  expect(await page.content()).not.toMatch(TELLING);
  const before = (await Promise.all(heard)).join("\n");
  expect(before).toContain("made the most difference");
  expect(before).not.toMatch(TELLING);
  expect(study.audit("--person", ben.number).join("\n")).not.toContain("arm shown");
  await page.keyboard.press("Enter");

  await expect(page.getByText("Your employment specialist", { exact: true })).toBeVisible();
  await inspect(page);
  expect((await Promise.all(heard)).join("\n")).toMatch(TELLING);
  const shown = study.audit("--person", ben.number).filter((line) => line.includes("arm shown"));
  expect(shown).toHaveLength(1);
  expect(told).toEqual([]);
});
