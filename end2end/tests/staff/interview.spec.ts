// A survey that was begun on a phone is finished by telephone, as plain forms.
import { arriveAt } from "../support/answers";
import { inspect } from "../support/inspection";
import { comeIn, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading, leadsOn } from "../support/ways";

test("an interviewer finishes what was begun on a phone, and the dataset says who did what", async ({
  page,
  browser,
  study,
}, info) => {
  const before = study.export();
  const ben = study.enrolInFull("Ben", { first_name: "Ben", dob: "1987-03-14" });
  const phone = await (await browser.newContext()).newPage();
  await arriveAt(phone, ben.link, "q/ons4");
  const email = `ivy-${mark(info)}@example.org`;
  await comeIn(page, study.invite(email, "interviewer", "--study", "bridgeway"), "Ivy Invented");
  study.assign(email, ben.number);
  await page.getByRole("link", { name: /Participants: find/ }).click();
  await page.getByRole("link", { name: ben.number }).click();
  await page.getByRole("link", { name: "Interview them by telephone: Baseline" }).click();

  await expect(page.getByText("May I speak to Ben?")).toBeVisible();
  await inspect(page);
  await page.getByLabel("Day").fill("15");
  await page.getByLabel("Month").fill("3");
  await page.getByRole("button", { name: "It is them" }).click();
  await expect(page.getByText("That is not the birthday we have").first()).toBeVisible();
  await expect(page.getByText(/I am calling from/)).toHaveCount(0);
  await inspect(page);
  await page.getByLabel("Day").fill("14");
  await page.getByRole("button", { name: "It is them" }).click();
  await expect(page.getByText(/I am calling from/)).toBeVisible();
  await inspect(page);
  await page.getByRole("button", { name: "Go on where they stopped" }).click();

  await expect(page.getByText("They also answer on the web")).toBeVisible();
  await expect(page.getByText("Read word for word")).toHaveCount(4);
  await expect(page.getByText("Never read out").first()).toBeVisible();
  await inspect(page);
  await page.getByRole("button", { name: "Save and next" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose a number, or press “Save and next” to leave it out");
  await inspect(page);
  for (const [question, point] of [["satisfied", "6"], ["worthwhile", "10"], ["happy", "5"]]) {
    await page.getByRole("group", { name: new RegExp(question!) }).getByRole("radio", { name: point!, exact: true }).check();
  }
  await page.getByRole("group", { name: /anxious/ }).getByRole("radio", { name: /^(D )?Don't know$/ }).check();
  await page.getByRole("button", { name: "Save and pause" }).click();

  await expect(heading(page)).toHaveText("A pause");
  await inspect(page);
  await page.getByRole("button", { name: /^(Tell the people on duty now|Put it on record)$/ }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await inspect(page);
  await page.getByLabel("What was said?").fill("That he is not safe at home");
  await page.getByRole("button", { name: /^(Tell the people on duty now|Put it on record)$/ }).click();
  await expect(page.getByText(/^It is on record as task \d+/)).toBeVisible();
  await expect(page.getByText("That he is not safe at home")).toBeVisible();
  await expect(page.getByText("You see below")).toHaveCount(0);
  await inspect(page);
  expect(study.audit("--action", "safeguarding task raised").length).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Go on" }).click();
  for (const group of await page.getByRole("group", { name: /How often do you feel/ }).all()) {
    await group.getByRole("radio", { name: "2 Some of the time" }).check();
  }
  await page.getByText("Go back a page").click();
  await page.getByRole("button", { name: "Save and go back" }).click();
  await expect(page.getByRole("link", { name: "Say why you go back" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("They corrected an earlier answer").check();
  await page.getByRole("button", { name: "Save and go back" }).click();
  const worth = page.getByRole("group", { name: /worthwhile/ });
  await expect(worth.getByRole("radio", { name: "10", exact: true })).toBeChecked();
  await worth.getByRole("radio", { name: "9", exact: true }).check();
  for (let at = 0; at < 6 && (await heading(page).innerText()) !== "Read the answers back"; at += 1) {
    await leadsOn(page, () => page.getByRole("button", { name: "Save and next" }).click());
  }

  await expect(heading(page)).toHaveText("Read the answers back");
  await inspect(page);
  await page.getByRole("button", { name: "Send the answers" }).click();
  await expect(page.getByText("The answers are sent.")).toBeVisible();
  await inspect(page);
  const dataset = study.export();
  const [row] = dataset.since(before).filter((one) => one.w0_status === "complete");
  expect([row?.w0_mode_start, row?.w0_mode_end, row?.w0_mode_switches]).toEqual(["1", "2", "1"]);
  expect([row?.w0_satis, row?.w0_worth, row?.w0_anxious]).toEqual(["6", "9", "-8"]);
  expect(row?.w0_interviewer_id).toMatch(/^[0-9A-Z]{8}$/);
  const saves = dataset.pages.filter((save) => save.row_key === row?.row_key);
  const ons4 = saves.find((save) => save.changed?.split("; ").includes("anxious"));
  expect(saves[0]).toMatchObject({ wave: "baseline", save: "1", mode: "1", saved_by: "1", interviewer_id: "" });
  expect(ons4).toMatchObject({ page: "ons4", mode: "2", saved_by: "2", interviewer_id: row?.w0_interviewer_id });
  expect(saves.some((save) => save.page === "_back")).toBe(true);
  expect(saves.at(-1)).toMatchObject({ page: "_sent", mode: "2", saved_by: "2" });

  const sue = await (await browser.newContext()).newPage();
  await comeIn(sue, study.invite(`sue-${mark(info)}@example.org`, "supervisor", "--study", "bridgeway"), "Sue Invented");
  await sue.goto(`${study.address}/staff/bridgeway/call-figures`);
  await sue.getByRole("button", { name: "Show what they did" }).click();
  await expect(sue.getByRole("heading", { name: "Time for each question" })).toBeVisible();
  const noted = sue.getByRole("table", { name: "Answers that they wrote down" });
  await expect(noted.getByRole("row", { name: /Ivy Invented/ }).last()).toContainText("1 of 2");
  await inspect(sue);
  await sue.context().close();
  await phone.context().close();
});
