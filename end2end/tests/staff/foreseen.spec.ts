// Messages as one participant would read them, and those of a draft before it is published.
import { inspect } from "../support/inspection";
import { Keyboard } from "../support/keyboard";
import { choosePassword, comeIn, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

const OF_STUDY = ["--study", "bridgeway"];

test("a supervisor sees what somebody would read, from their page and by their number", async ({ page, study }, info) => {
  const known = { first_name: "Aoife", dob: "1988-06-04", email: "aoife@example.org", language: "en" };
  const aoife = study.enrolInFull("AO", known);
  await comeIn(page, study.invite(`sal-${mark(info)}@example.org`, "supervisor", ...OF_STUDY), "Sal");

  await page.getByRole("link", { name: /Participants: find/ }).click();
  await page.getByLabel(/Study number, phone/).fill(aoife.number);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("link", { name: "Messages as this person would read them" }).click();
  await expect(heading(page)).toHaveText(new RegExp(`^What ${aoife.number} reads: `));
  await expect(page.getByText(/Hello Aoife/).first()).toBeVisible();
  await expect(page.getByText(/Coming soon: does not go/i).first()).toBeVisible();
  await expect(page.getByText(/As things stand it would not go: the person has not agreed/).first()).toBeVisible();
  await expect(page.locator("mark", { hasText: "UNUS-ABLE" }).first()).toBeVisible();
  await inspect(page);

  const keyboard = new Keyboard(page);
  const number = page.getByLabel("Study number of a participant");
  await expect(number).toHaveValue(aoife.number);
  await number.fill("");
  await page.goto(`${study.address}/staff`);
  await page.getByRole("link", { name: /What people read: the messages/ }).click();
  await keyboard.write(number, "NOBODY-1");
  await keyboard.press(page.getByRole("button", { name: "Show", exact: true }));
  await page.getByRole("link", { name: "Nobody in this study has that study number" }).click();
  await expect(number).toBeFocused();
  await expect(page.getByText(/Hello Aisha/)).toHaveCount(0);
  await inspect(page);

  await number.fill(aoife.number.toLowerCase().replace(/-/g, " "));
  await page.getByLabel("About which survey").selectOption({ label: "Exit" });
  await page.getByLabel("Which message").selectOption("last-week-letter");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(1);
  await expect(page.getByText(/Last week: does not go/i)).toBeVisible();
  await inspect(page);
});

test("an evaluator reads the messages of a draft, for somebody made up and with somebody's days", async ({ page, study }, info) => {
  const bronagh = study.enrolInFull("BR", { first_name: "Bronagh", mobile: "07700 900481" });
  const email = `eda-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", ...OF_STUDY), "Eda");
  const next = `${study.address}/staff/bridgeway/protocol/next`;
  await page.goto(`${next}/messages`);
  await expect(page.getByText(/Nobody has saved a draft/)).toBeVisible();
  await inspect(page);

  await page.goto(next);
  const words = page.getByLabel("messages.en.toml", { exact: true });
  const text = await words.inputValue();
  await words.fill(text.replaceAll("Hi {first_name}", "Good day {first_name}"));
  await page.getByRole("button", { name: "Save the draft, and see what it changes" }).click();
  await page.getByRole("link", { name: /What people would read/ }).click();
  await expect(heading(page)).toHaveText(/^What people would read: messages of .*, next version$/);
  await expect(page.getByText(/Good day Aisha/).first()).toBeVisible();
  await inspect(page);

  await page.getByLabel("Study number of a participant").fill(bronagh.number);
  await page.getByLabel("Which message").selectOption("invitation-text");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(heading(page)).toHaveText(new RegExp(`^What ${bronagh.number} would read: `));
  await expect(page.getByText("You see no names", { exact: false })).toBeVisible();
  await expect(page.getByText(/Good day Aisha/).first()).toBeVisible();
  await expect(page.getByText("Bronagh")).toHaveCount(0);
  await inspect(page);

  await page.goto(next);
  await words.fill("language = ");
  await page.getByRole("button", { name: "Save the draft, and see what it changes" }).click();
  await page.getByRole("link", { name: /What people would read/ }).click();
  await expect(page.getByText(/Its messages are filled in once the draft is in order/)).toBeVisible();
  await inspect(page);
  await page.getByRole("link", { name: "See each fault, and mend it" }).click();
  await page.getByText("Throw this draft away, or start again").click();
  await page.getByLabel("I mean it: this draft may go").check();
  await page.getByRole("button", { name: "Throw this draft away" }).click();
  await expect(page.getByText("The draft is thrown away.")).toBeVisible();
});
