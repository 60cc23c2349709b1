// Who is rung, as whoever rings them sees it, and whoever looks after those who ring. Plain forms.
import type { Browser, Page } from "@playwright/test";

import { arriveAt, CONSENT, post } from "../support/answers";
import { inspect } from "../support/inspection";
import { comeIn, mark } from "../support/staff";
import { expect, type Person, Study, test } from "../support/study";
import { Twilio } from "../support/twilio";
import { heading, leadsOn } from "../support/ways";

const ANNAS = "+447700900123";
const BY_TELEPHONE = { ...CONSENT, C4: ["contact_phone"] };

type Room = { study: Study; anna: Person; phone: Page };

/// Anna agreed to calls, has answered everything but the last pages, and asks by text to be rung.
async function withAnna(browser: Browser, then: (room: Room) => Promise<void>): Promise<void> {
  const twilio = await Twilio.open();
  try {
    const study = await Study.with(async (site) => twilio.settings(site));
    try {
      study.ringAtAnyHour();
      const anna = study.enrolInFull("Anna", { first_name: "Anna", dob: "1987-03-14", mobile: "07700 900123" });
      const phone = await (await browser.newContext()).newPage();
      await arriveAt(phone, anna.link, "q/contact", {}, BY_TELEPHONE);
      expect(await twilio.hands(ANNAS, "Call me")).toBe(204);
      await then({ study, anna, phone });
      await phone.context().close();
    } finally {
      await study.close();
    }
  } finally {
    twilio.close();
  }
}

async function asIvy(page: Page, study: Study): Promise<void> {
  await comeIn(page, study.invite("ivy@example.org", "interviewer", "--study", "bridgeway"), "Ivy Invented");
  await page.getByRole("link", { name: "Calls: ring whoever comes next" }).click();
}

async function ends(page: Page, outcome: string): Promise<void> {
  await page.getByRole("radio", { name: outcome }).check();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("Sia sees in the demonstration who did not answer, and is to be rung", async ({ page, study }, info) => {
  await comeIn(page, study.invite(`sia-${mark(info)}@example.org`, "supervisor", "--study", "bridgeway"), "Sia");
  await page.getByRole("link", { name: /^Who is rung/ }).click();
  await page.getByLabel("Show", { exact: true }).selectOption("all");
  await page.getByRole("button", { name: "Show these" }).click();
  // One broke off, the other has not begun.
  for (const number of ["DEMO-00008", "DEMO-00020"]) {
    await expect(page.getByRole("row", { name: new RegExp(number) })).toBeVisible();
  }
  await inspect(page);
});

/// By the clock of the people of the study.
function nowInLondon(): string {
  return new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
}

test("Anna texts CALL, Ivy is given her, finishes the survey with her and writes the call down", async ({ page, browser }) => {
  await withAnna(browser, async ({ study, anna }) => {
    await asIvy(page, study);
    await inspect(page);
    await page.getByRole("button", { name: "Next call" }).click();
    await expect(heading(page)).toHaveText(`Call to participant ${anna.number}`);
    await expect(page.getByText("Now: they asked by text to be rung")).toBeVisible();
    await expect(page.getByText("07700 900123")).toHaveCount(0);
    await inspect(page);
    await page.getByRole("button", { name: "Show the number" }).click();
    await expect(page.getByRole("link", { name: "07700 900123" })).toHaveAttribute("href", "tel:+447700900123");
    await inspect(page);
    expect(study.audit("--action", "telephone number shown")).toHaveLength(1);

    await page.getByRole("link", { name: "Interview them" }).first().click();
    await page.getByLabel("Day").fill("14");
    await page.getByLabel("Month").fill("3");
    await page.getByRole("button", { name: "It is them" }).click();
    await page.getByRole("button", { name: "Go on where they stopped" }).click();
    for (let at = 0; at < 6 && (await heading(page).innerText()) !== "Read the answers back"; at += 1) {
      await leadsOn(page, () => page.getByRole("button", { name: "Save and next" }).click());
    }
    await page.getByRole("button", { name: "Send the answers" }).click();
    await page.getByRole("link", { name: "Write down how this call ended" }).click();
    await expect(page.getByText("The survey was sent in a call.")).toBeVisible();
    await expect(page.getByRole("radio", { name: "Completed online meanwhile" })).toHaveCount(0);
    await inspect(page);
    await ends(page, "Complete by telephone");
    await expect(page.getByLabel("When did you dial?")).toHaveValue(/^\d\d:\d\d$/);
    await inspect(page);
    await page.getByLabel("When did you dial?").fill("");
    await page.getByRole("button", { name: "Write it down" }).click();
    await expect(page.getByRole("link", { name: "Write when you dialled, like 17:42" })).toBeVisible();
    await page.getByLabel("When did you dial?").fill(nowInLondon());
    await page.getByRole("button", { name: "Write it down" }).click();

    await expect(page.getByText("The call is written down.")).toBeVisible();
    await expect(page.getByText("The survey was sent")).toBeVisible();
    await inspect(page);
    await page.getByRole("button", { name: "Next call" }).click();
    await expect(page.getByText("Nobody is to be rung now.")).toBeVisible();

    const dataset = study.export();
    const row = dataset.whoWasRung();
    expect(dataset.calls).toHaveLength(1);
    expect(dataset.calls[0]).toMatchObject({
      wave: "baseline",
      attempt: "1",
      outcome: "COMP_TEL",
      aapor: "1.1",
      outcome_label: "Complete by telephone",
      corrected: "0",
      answered_by: "1",
      mode: "2",
      interviewer_id: row?.w0_interviewer_id,
    });
    expect([row?.w0_status, row?.w0_mode_start, row?.w0_mode_end]).toEqual(["complete", "1", "2"]);
    expect([row?.w0_n_attempts, row?.w0_last_outcome]).toEqual(["1", "COMP_TEL"]);
  });
});

test("Anna finishes on the web while Ivy has her case, and Ivy is told not to ring and writes down what happened", async ({ page, browser }) => {
  await withAnna(browser, async ({ study, anna, phone }) => {
    await asIvy(page, study);
    await page.getByRole("button", { name: "Next call" }).click();
    await expect(heading(page)).toHaveText(`Call to participant ${anna.number}`);
    expect(await post(phone, `${anna.link}/q/contact`, {})).toBe(`${anna.link}/answers`);
    await post(phone, `${anna.link}/check`, { day: "14", month: "3" });
    expect(await post(phone, `${anna.link}/answers`, { then: "send" })).toBe(`${anna.link}/thanks`);

    await page.getByRole("button", { name: "Show the number" }).click();

    await expect(page.getByText("There is no number that may be rung now.")).toBeVisible();
    await expect(page.getByText("They sent the survey themselves, on the web. Do not ring them.")).toBeVisible();
    await expect(page.getByText("07700 900123")).toHaveCount(0);
    await inspect(page);
    await expect(page.getByRole("link", { name: "Interview them" })).toHaveCount(0);
    await expect(page.getByRole("radio", { name: "Complete by telephone" })).toHaveCount(0);
    await ends(page, "Completed online meanwhile");
    await page.getByLabel("When did you dial?").fill(nowInLondon());
    await page.getByRole("button", { name: "Write it down" }).click();
    await expect(page.getByText("The call is written down.")).toBeVisible();
    await expect(page.getByText("Completed online meanwhile")).toBeVisible();

    const row = study.export().whoWasRung();
    expect([row?.w0_status, row?.w0_mode_start, row?.w0_mode_end]).toEqual(["complete", "1", "1"]);
    expect([row?.w0_n_attempts, row?.w0_last_outcome]).toEqual(["1", "COMP_WEB"]);
  });
});

test("Ivy agrees on a time with Anna, and Sue sees it, gives Anna to Ian and sets other rules", async ({ page, browser }) => {
  await withAnna(browser, async ({ study, anna }) => {
    const ivys = await (await browser.newContext()).newPage();
    await asIvy(ivys, study);
    study.invite("ian@example.org", "interviewer", "--study", "bridgeway");
    await ivys.getByRole("button", { name: "Next call" }).click();
    await ends(ivys, "Ring at an exact time");
    await ivys.getByRole("button", { name: "Write it down" }).click();
    await expect(ivys.getByRole("alert")).toBeVisible();
    await inspect(ivys);
    const soon = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    await ivys.getByLabel("On which day?").fill(soon);
    await ivys.getByLabel("At what time?").fill("18:00");
    await ivys.getByLabel("Anything else (optional)").fill("Her sister picks up");
    await ivys.getByRole("button", { name: "Write it down" }).click();
    await expect(ivys.getByText(/an appointment/)).toBeVisible();
    await inspect(ivys);
    await ivys.context().close();

    await comeIn(page, study.invite("sue@example.org", "supervisor", "--study", "bridgeway"), "Sue Invented");
    await page.getByRole("link", { name: /^Who is rung/ }).click();
    await page.getByLabel("Show", { exact: true }).selectOption("all");
    await page.getByRole("button", { name: "Show these" }).click();
    const hers = page.getByRole("row", { name: new RegExp(anna.number) });
    await expect(hers).toContainText("an appointment at this time");
    await inspect(page);
    await page.getByLabel("Study number").fill(anna.number);
    await page.getByRole("button", { name: "Find them" }).click();
    await expect(hers).toContainText("an appointment at this time");
    for (const typed of [anna.number.slice(-3), "7700 900123"]) {
      await page.getByLabel("Study number").fill(typed);
      await page.getByRole("button", { name: "Find them" }).click();
      await expect(hers).toContainText("an appointment at this time");
    }
    await page.getByRole("link", { name: /^1 call/ }).click();
    await expect(heading(page)).toHaveText(/^Calls of case/);
    await inspect(page);
    await page.getByRole("button", { name: "Put it right" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await inspect(page);
    await page.getByLabel("Which call?").selectOption("1");
    await page.getByLabel("How did it end?").selectOption("NOANS");
    await page.getByRole("button", { name: "Put it right" }).click();
    await expect(page.getByText("It is put right.")).toBeVisible();
    await expect(page.getByText(/Ring at an exact time\. Put right by/)).toBeVisible();
    await page.getByRole("link", { name: "Who is rung" }).click();
    await page.getByLabel("Number of the case").fill("1");
    await page.getByRole("button", { name: "Give it" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await inspect(page);
    await hers.getByRole("link", { name: "Read the calls" }).click();
    await expect(heading(page)).toHaveText(`Calls to participant ${anna.number}`);
    await expect(page.getByText("Her sister picks up")).toBeVisible();
    await expect(page.getByText("Written down by Ivy Invented")).toBeVisible();
    await inspect(page);
    expect(study.audit("--action", "calls read")).toHaveLength(1);
    await page.getByRole("link", { name: "Put right how a call ended" }).click();
    await expect(heading(page)).toHaveText(/^Calls of case/);

    await page.goto(`${study.address}/staff/bridgeway/call-rates`);
    await inspect(page);
    await page.goto(`${study.address}/staff/bridgeway/call-figures`);
    await inspect(page);
    await page.getByRole("button", { name: "Show what they did" }).click();
    await expect(page.getByRole("img")).toBeVisible();
    await expect(page.getByText("Anna")).toHaveCount(0);
    await inspect(page);
    await page.goto(`${study.address}/staff/bridgeway/call-rules`);
    await inspect(page);
    await page.getByLabel("Calls about one survey, at most").fill("0");
    await page.getByRole("button", { name: "Set these rules" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await inspect(page);
    await page.getByLabel("Calls about one survey, at most").fill("6");
    await page.getByLabel("Why do they change?").fill("Eight calls were felt as too many");
    await page.getByRole("button", { name: "Set these rules" }).click();
    await expect(page.getByText("The rules hold from now on.")).toBeVisible();
    await expect(page.getByRole("row", { name: /Eight calls were felt as too many/ })).toBeVisible();

    const dataset = study.export();
    expect(dataset.calls).toHaveLength(1);
    expect(dataset.calls[0]).toMatchObject({ outcome: "NOANS", aapor: "3.13", corrected: "1", outcome_first: "APPT_HARD", answered_by: "0" });
    expect(dataset.whoWasRung()?.w0_last_outcome).toBe("NOANS");
  });
});
