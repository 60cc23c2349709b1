import { Keyboard } from "../support/keyboard";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

test("Anna consents and answers the first ten pages with the keyboard alone", async ({
  page,
  anna,
}) => {
  const keyboard = new Keyboard(page);
  await page.goto(anna.link);
  await keyboard.press(page.getByRole("link", { name: "Start" }));
  await expect(heading(page)).toHaveText("Do you agree to take part?");
  for (const box of await page.getByRole("checkbox").all()) await keyboard.tick(box);
  const open = page.getByRole("group").filter({ has: page.getByRole("radio") });
  for (const statement of await open.all()) {
    const [yes, no] = ["Yes", "No"].map((name) => statement.getByRole("radio", { name }));
    await keyboard.choose(no, yes);
  }
  await keyboard.press(page.getByRole("button", { name: "Save and continue" }));

  await expect(heading(page)).toHaveText("What is your date of birth?");
  for (const [part, text] of [["Day", "14"], ["Month", "3"], ["Year", "1987"]]) {
    await keyboard.write(page.getByRole("textbox", { name: part, exact: true }), text);
  }
  await page.keyboard.press("Enter");
  for (const [question, option] of [
    ["What is your sex?", "Male"],
    [/^Is the gender you identify with/, "Yes"],
    ["What is your ethnic group?", "Asian or Asian British"],
    [/^Which one best describes/, "Chinese"],
    [/^Does your household own or rent/, "Rents"],
    ["Who is your landlord?", "Private landlord or letting agency"],
    [/degree level or above/, "No"],
    [/^Which is the highest/, "No qualifications"],
    [/^Do you look after/, "Yes, 9 hours a week or less"],
  ] satisfies [string | RegExp, string][]) {
    await expect(heading(page)).toHaveText(question);
    const radio = page.getByRole("radio", { name: option, exact: true });
    await keyboard.choose(radio, page.getByRole("radio").first());
    await keyboard.press(page.getByRole("button", { name: "Continue" }));
  }
  await expect(heading(page)).toHaveText(/^In the last seven days/);
});

test("the first stop on a page skips the header", async ({ page, anna }) => {
  await page.goto(`${anna.link}/consent`);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to main content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Back" })).toBeFocused();
});

test("with the keyboard alone Anna goes from the error summary to what is to be put right", async ({
  page,
  anna,
}) => {
  const keyboard = new Keyboard(page);
  await page.goto(`${anna.link}/consent`);
  await keyboard.press(page.getByRole("button", { name: "Save and continue" }));
  const summary = page.getByRole("alert");
  await expect(summary).toBeVisible();
  await summary.focus();
  await expect(summary).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(summary.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Enter");
  const read = page.getByRole("checkbox", { name: /^I have read/ });
  await expect(read).toBeFocused();
  await page.keyboard.press("Space");
  await expect(read).toBeChecked();
});
