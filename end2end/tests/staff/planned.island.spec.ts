// An evaluator types in the next protocol, and its picture follows. Only where scripts run; without them the same page is
// looked at by its button.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

const own = (page: Page) => page.getByLabel("protocol.toml", { exact: true });

/// Puts words in the place of others, as if they were typed there.
async function type(page: Page, from: string, to: string): Promise<void> {
  await own(page).evaluate((box: HTMLTextAreaElement, from) => {
    const at = box.value.indexOf(from);
    box.focus();
    box.setSelectionRange(at, at + from.length);
  }, from);
  await page.keyboard.insertText(to);
}

test("the picture follows what is typed, faults are marked at their lines, and the last picture stays", async ({ page, study }, info) => {
  const email = `eli-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eli");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  const [before, after] = [/Four months: Days 122 to 178/, /Four months: Days 130 to 186/].map((name) => page.getByRole("img", { name }));
  await expect(page.getByRole("button", { name: "Show the picture" })).toBeHidden();
  await expect(before!).toBeVisible();

  await type(page, "opens_after = 122", "opens_after = 130");
  await expect(after!).toBeVisible();
  await expect(page.getByText("Not saved yet.")).toBeVisible();
  await type(page, "day = 7", "day = 4");
  await expect(page.getByRole("heading", { name: "There is 1 fault" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Four months: contacts, in their order" }).getByRole("cell", { name: "4 days after “invitation”", exact: true })).toBeVisible();
  await expect(page.locator(".editor__fault")).toHaveCount(1);
  await inspect(page);

  await type(page, "opens_after = 130", "opens_after = soon");
  await expect(page.getByText("The picture is of before.")).toBeVisible();
  await expect(after!, "the last picture that could be drawn").toBeVisible();
  await expect(page.getByRole("button", { name: /^reminder ?: change it$/ })).toHaveCount(0);
  await inspect(page);
  await page.getByRole("link", { name: /protocol\.toml, line \d+, column \d+: .*soon/ }).first().click();
  await expect(own(page)).toBeFocused();
  const stands = await own(page).evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionEnd).split("\n")[0]);
  expect(stands).toBe("soon");

  await type(page, "opens_after = soon", "opens_after = 122");
  await type(page, "day = 4", "day = 7");
  await expect(before!).toBeVisible();
  await expect(page.getByRole("heading", { name: /^There (is|are) \d+ fault/ })).toHaveCount(0);
  await expect(page.getByText("Not saved yet.")).toBeHidden();
});

test("a protocol is printed with all that is typed in its box, not with what fits on the screen", async ({ page, study }, info) => {
  const email = `ede-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Ede");
  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  await expect(page.getByRole("button", { name: "Show the picture" })).toBeHidden();
  await type(page, "opens_after = 122", "opens_after = 130");

  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));

  const paper = page.locator(".editor__paper").first();
  await expect(paper).toBeVisible();
  await expect(own(page)).toBeHidden();
  expect(await paper.textContent(), "to its last line").toBe(await page.locator("textarea").first().inputValue());
  await expect(paper).toContainText("opens_after = 130");
});

test("whoever leaves with something typed is asked, and a contact's form opens with it saved", async ({ page, study }, info) => {
  const email = `ema-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Ema");
  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  await type(page, "opens_after = 122", "opens_after = 130");
  const asked = page.waitForEvent("dialog");
  void page.reload().catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await expect(own(page)).toHaveValue(/opens_after = 130/);

  const table = page.getByRole("table", { name: "Waves, in their order" });
  await expect(table.getByText(/opens 130 days after randomisation/)).toBeVisible();
  await table.getByRole("button", { name: /^Four months ?: change it$/ }).click();
  await expect(heading(page)).toHaveText("Four months in the next version");
  await expect(page.getByLabel("Opens, in days after that")).toHaveValue("130");

  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  await page.getByText("Throw this draft away, or start again").click();
  await page.getByLabel("I mean it: this draft may go").check();
  await page.getByRole("button", { name: "Throw this draft away", exact: true }).click();
  await expect(page.getByText("The draft is thrown away.")).toBeVisible();
});
